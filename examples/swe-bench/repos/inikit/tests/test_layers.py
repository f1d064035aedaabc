from inikit.layers import Settings, difference, merge


def test_later_layer_wins():
    low = {"door": {"open": "no", "color": "red"}}
    high = {"door": {"open": "yes"}, "roof": {}}
    assert merge(low, high) == {"door": {"open": "yes", "color": "red"}, "roof": {}}


def test_layers_stay():
    low = {"door": {"open": "no"}}
    merge(low, {"door": {"open": "yes"}})
    assert low == {"door": {"open": "no"}}


def test_difference():
    before = {"a": {"x": "1", "y": "2"}}
    after = {"a": {"x": "1", "y": "3"}, "b": {"z": "4"}}
    assert difference(before, after) == [("a", "y", "2", "3"), ("b", "z", None, "4")]
    assert difference(after, {"a": {"x": "1", "y": "3"}}) == [("b", "z", "4", None)]


def test_get():
    settings = Settings({"a": {"x": "1"}})
    assert settings.get("a", "X") == "1"
    assert settings.get("a", "y", "none") == "none"
    assert settings.get("b", "x") is None


def test_unused():
    settings = Settings({"a": {"x": "1", "y": "2"}})
    settings.get("a", "X")
    assert settings.unused() == [("a", "y")]
    assert Settings({"a": {"x": "1"}}).unused() == [("a", "x")]
