from checks import raises
from graphlet.graph import Graph


def test_nodes():
    assert Graph([("b", "a"), ("c", "b")]).nodes() == ["a", "b", "c"]
    assert Graph([("b", "c"), ("b", "a")]).next_to("b") == ["a", "c"]
    assert Graph().next_to("x") == []


def test_shorter_edge_stays():
    graph = Graph([("a", "b", 3), ("a", "b", 2), ("a", "b", 5)])
    assert graph.length("a", "b") == 2


def test_default_length():
    assert Graph([("a", "b")]).length("a", "b") == 1


def test_negative_length():
    with raises(ValueError):
        Graph([("a", "b", -1)])
    assert Graph([("a", "b", 0)]).length("a", "b") == 0


def test_both():
    graph = Graph()
    graph.add_both("a", "b", 4)
    assert graph.length("b", "a") == graph.length("a", "b") == 4


def test_reversed():
    graph = Graph([("a", "b", 2)])
    graph.out["alone"] = {}
    turned = graph.reversed()
    assert turned.length("b", "a") == 2
    assert turned.nodes() == ["a", "alone", "b"]
    assert turned.next_to("a") == []
