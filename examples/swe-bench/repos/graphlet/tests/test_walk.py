from graphlet.graph import Graph
from graphlet.walk import breadth_first, steps_between, within


def sample():
    return Graph([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"), ("d", "e"), ("x", "a")])


def test_nearest_first():
    assert breadth_first(sample(), "a") == ["a", "b", "c", "d", "e"]


def test_circles_end():
    assert breadth_first(Graph([("a", "b"), ("b", "a")]), "a") == ["a", "b"]


def test_steps():
    assert steps_between(sample(), "a", "e") == 3
    assert steps_between(sample(), "a", "a") == 0
    assert steps_between(sample(), "a", "x") is None


def test_within():
    assert within(sample(), "a", 1) == ["a", "b", "c"]
    assert within(sample(), "a", 0) == ["a"]
