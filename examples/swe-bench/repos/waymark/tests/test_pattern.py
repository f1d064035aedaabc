from checks import raises
from waymark.pattern import match, parts_of, placeholder


def test_parts():
    assert parts_of("/a//b/") == ["a", "b"]
    assert parts_of("/") == []


def test_placeholder():
    assert placeholder("{id:int}") == ("id", "int")
    assert placeholder("{id}") == ("id", "str")
    assert placeholder("id") is None
    with raises(ValueError):
        placeholder("{id:date}")


def test_fixed():
    assert match("/users/all", "/users/all/") == {}
    assert match("/users/all", "/users/none") is None
    assert match("/users", "/users/all") is None
    assert match("/users/all", "/users") is None


def test_names():
    assert match("/users/{name}/files/{file}", "/users/ida/files/a.txt") == {
        "name": "ida",
        "file": "a.txt",
    }


def test_numbers():
    assert match("/users/{id:int}", "/users/7") == {"id": 7}
    assert match("/users/{id:int}", "/users/ida") is None


def test_rest_of_the_path():
    assert match("/files/{rest:path}", "/files/a/b.txt") == {"rest": "a/b.txt"}
    assert match("/files/{rest:path}", "/files") is None
