from shelfcache.ttl import TtlShelf


def test_value_is_good_until_its_end():
    shelf = TtlShelf(10)
    shelf.put("a", 1, now=0)
    assert shelf.get("a", now=9) == 1
    assert shelf.get("a", now=10) is None
    assert shelf.values == {}


def test_life_of_a_value():
    shelf = TtlShelf(10)
    shelf.put("short", 1, now=0, life=2)
    shelf.put("none", 1, now=0, life=0)
    assert shelf.get("short", now=1) == 1
    assert shelf.get("short", now=3) is None
    assert shelf.get("none", now=0) is None


def test_default():
    shelf = TtlShelf(10)
    shelf.put("a", 1, now=0)
    assert shelf.get("b", now=0, default="?") == "?"
    assert shelf.get("a", now=99, default="?") == "?"


def test_sweep():
    shelf = TtlShelf(10)
    shelf.put("a", 1, now=0)
    shelf.put("b", 2, now=5)
    assert shelf.sweep(now=10) == 1
    assert list(shelf.values) == ["b"]


def test_next_end():
    shelf = TtlShelf(10)
    assert shelf.next_end() is None
    shelf.put("a", 1, now=5)
    shelf.put("b", 1, now=0)
    assert shelf.next_end() == 10
