from checks import raises
from wordsmith.template import MissingName, fill


def test_names_are_replaced():
    assert fill("Dear {name}, you owe {sum}.", {"name": "Ida", "sum": 12}) == "Dear Ida, you owe 12."


def test_spaces_around_a_name_do_not_count():
    assert fill("{ name }", {"name": "Ida"}) == "Ida"


def test_two_braces_are_one():
    assert fill("{{name} is {name}", {"name": "Ida"}) == "{name} is Ida"


def test_default_stands_for_what_is_missing():
    assert fill("{a}-{b}", {"a": 1}, default="?") == "1-?"
    assert fill("<{a}>", {}, default="") == "<>"


def test_missing_name_is_an_error():
    with raises(MissingName) as caught:
        fill("{who}", {})
    assert caught.error.args == ("who",)
