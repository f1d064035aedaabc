from checks import raises
from inikit.parse import ParseError, parse, strip_comment


def test_sections():
    text = "top = 1\n[door]\nopen = yes\n\n[ window ]\nopen=no\n"
    assert parse(text) == {"": {"top": "1"}, "door": {"open": "yes"}, "window": {"open": "no"}}


def test_empty_section_is_there():
    assert parse("[door]\n") == {"door": {}}


def test_keys_are_lower_case():
    assert parse("Color = Red") == {"": {"color": "Red"}}


def test_value_may_have_equals():
    assert parse("rule = a=b") == {"": {"rule": "a=b"}}


def test_section_can_come_again():
    assert parse("[a]\nx=1\n[b]\n[a]\ny=2") == {"a": {"x": "1", "y": "2"}, "b": {}}


def test_comments():
    assert parse("# all\nx = 1 # one\n") == {"": {"x": "1"}}
    assert strip_comment('a = "#1" # first') == 'a = "#1" '


def test_quotes():
    assert parse('a = " wide "\nb = "\nc = ""') == {"": {"a": " wide ", "b": '"', "c": ""}}


def test_errors_name_the_line():
    with raises(ParseError) as caught:
        parse("x = 1\n\nnonsense")
    assert caught.error.line == 3
    with raises(ParseError):
        parse("[door\n")
