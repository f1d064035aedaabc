from shelfcache.layers import DictShelf, Layers


def test_first_shelf_answers_first():
    layers = Layers(DictShelf({"a": "fast"}), DictShelf({"a": "slow"}))
    assert layers.get("a") == "fast"


def test_earlier_shelves_learn():
    fast, slow = DictShelf(), DictShelf({"a": 1})
    layers = Layers(fast, slow)
    assert layers.get("a") == 1
    assert layers.get("a") == 1
    assert fast.values == {"a": 1}
    assert slow.reads == 1


def test_shelves_share_nothing():
    one, other = DictShelf(), DictShelf()
    one.put("a", 1)
    assert other.get("a") is None


def test_put_and_drop_reach_all():
    layers = Layers(DictShelf(), DictShelf())
    layers.put("a", 0)
    assert [shelf.values for shelf in layers.shelves] == [{"a": 0}, {"a": 0}]
    assert layers.get("a", "gone") == 0
    layers.drop("a")
    assert layers.get("a", "gone") == "gone"
