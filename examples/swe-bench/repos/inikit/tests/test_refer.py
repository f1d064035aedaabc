from checks import raises
from inikit.refer import BadReference, resolve


def test_same_section():
    settings = {"a": {"home": "/h", "mail": "${home}/mail"}}
    assert resolve(settings)["a"]["mail"] == "/h/mail"


def test_other_section():
    settings = {"a": {"x": "1"}, "b": {"y": "${a:X}-${a:x}"}}
    assert resolve(settings)["b"]["y"] == "1-1"


def test_nameless_section():
    assert resolve({"": {"x": "1"}, "b": {"x": "2", "y": "${:x}"}})["b"]["y"] == "1"


def test_chain():
    settings = {"a": {"x": "${y}", "y": "${z}", "z": "3"}}
    assert resolve(settings)["a"]["x"] == "3"


def test_circle_and_nothing():
    with raises(BadReference):
        resolve({"a": {"x": "${y}", "y": "${x}"}})
    with raises(BadReference):
        resolve({"a": {"x": "${gone}"}})
