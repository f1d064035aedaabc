from checks import raises
from wordsmith.wrap import center, indent, wrap


def test_wraps_at_width():
    assert wrap("one two three four", 9) == ["one two", "three", "four"]


def test_line_may_be_as_long_as_width():
    assert wrap("one two three", 7) == ["one two", "three"]


def test_long_word_gets_its_own_line():
    assert wrap("a extraordinary day", 6) == ["a", "extraordinary", "day"]


def test_empty_text_has_no_lines():
    assert wrap("   ", 10) == []


def test_width_is_checked():
    with raises(ValueError):
        wrap("text", 0)


def test_indent_leaves_blank_lines():
    assert indent("a\n\nb", "> ") == "> a\n\n> b"


def test_center_gives_the_odd_one_to_the_right():
    assert center("ab", 5, ".") == ".ab.."
    assert center("abc", 2) == "abc"
