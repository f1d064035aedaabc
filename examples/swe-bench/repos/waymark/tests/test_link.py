from waymark.link import build_path, is_under, join


def test_build_path():
    assert build_path("/users/{id:int}/files", {"id": 7}) == "/users/7/files"
    assert build_path("/users/{name}", {"name": "a/b"}) == "/users/a%2Fb"
    assert build_path("/f/{rest:path}", {"rest": "a/b"}) == "/f/a/b"


def test_build_path_with_query():
    assert build_path("/find", {}, {"q": "x y"}) == "/find?q=x%20y"
    assert build_path("/find", {}, {}) == "/find"


def test_join():
    assert join("/a/b", "c") == "/a/b/c"
    assert join("/a/b", "../c") == "/a/c"
    assert join("/a/b", "/c") == "/c"
    assert join("/a", "../../c/./d") == "/c/d"


def test_is_under():
    assert is_under("/a/b/c", "/a/b")
    assert is_under("/a/b/", "/a/b")
    assert not is_under("/a/bc", "/a/b")
    assert not is_under("/a", "/a/b")
