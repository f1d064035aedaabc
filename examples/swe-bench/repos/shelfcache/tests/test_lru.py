from checks import raises
from shelfcache.lru import LruShelf


def filled():
    shelf = LruShelf(3)
    for key in "abc":
        shelf.put(key, key.upper())
    return shelf


def test_room_is_checked():
    with raises(ValueError):
        LruShelf(0)
    assert LruShelf(1).room == 1


def test_holds_as_many_as_there_is_room():
    assert filled().keys() == ["a", "b", "c"]


def test_forgets_the_oldest():
    shelf = filled()
    shelf.put("d", "D")
    assert shelf.keys() == ["b", "c", "d"]
    assert "a" not in shelf


def test_reading_is_using():
    shelf = filled()
    assert shelf.get("a") == "A"
    shelf.put("d", "D")
    assert shelf.keys() == ["c", "a", "d"]


def test_writing_is_using():
    shelf = filled()
    shelf.put("a", 1)
    assert shelf.keys() == ["b", "c", "a"]
    assert len(shelf) == 3


def test_default():
    assert filled().get("x") is None
    assert filled().get("x", 7) == 7
