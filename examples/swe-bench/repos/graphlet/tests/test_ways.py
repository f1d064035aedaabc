from graphlet.graph import Graph
from graphlet.ways import farthest, shortest, way_length


def sample():
    return Graph([("a", "b", 2), ("b", "c", 2), ("a", "c", 5), ("c", "d", 1), ("a", "d", 9)])


def test_shortest():
    assert shortest(sample(), "a", "c") == (4, ["a", "b", "c"])
    assert shortest(sample(), "a", "d") == (5, ["a", "b", "c", "d"])


def test_no_way():
    assert shortest(sample(), "d", "a") is None
    assert shortest(sample(), "a", "a") == (0, ["a"])


def test_way_length():
    assert way_length(sample(), ["a", "c", "d"]) == 6
    assert way_length(sample(), ["a"]) == 0


def test_farthest():
    assert farthest(sample(), "a") == (5, "d")
    assert farthest(sample(), "d") == (0, "d")
    assert farthest(Graph([("a", "c"), ("a", "b")]), "a") == (1, "b")
