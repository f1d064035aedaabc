from checks import raises
from waymark.table import NotFound, Table, WrongMethod


def sample():
    table = Table()
    table.add("get", "/users/{name}", "show")
    table.add("GET", "/users/new", "form")
    table.add("POST", "/users/{name}", "change")
    table.add("GET", "/{rest:path}", "files")
    return table


def test_values_come_along():
    assert sample().find("GET", "/users/ida") == ("show", {"name": "ida"})


def test_fixed_parts_win():
    assert sample().find("GET", "/users/new") == ("form", {})
    assert sample().find("GET", "/other/place")[0] == "files"


def test_method():
    assert sample().find("post", "/users/new")[0] == "change"


def test_wrong_method_tells_what_is_allowed():
    with raises(WrongMethod) as caught:
        sample().find("DELETE", "/users/ida")
    assert caught.error.allowed == ["GET", "POST"]


def test_not_found():
    table = Table()
    table.add("GET", "/a", "a")
    with raises(NotFound):
        table.find("GET", "/b")
