from checks import raises
from graphlet.graph import Graph
from graphlet.groups import Groups, components, spanning_edges
from graphlet.order import Circle, has_circle, stages, task_order


def test_order():
    graph = Graph([("shirt", "tie"), ("tie", "coat"), ("socks", "shoes"), ("shirt", "coat")])
    assert task_order(graph) == ["shirt", "socks", "shoes", "tie", "coat"]


def test_circle_names_its_nodes():
    with raises(Circle) as caught:
        task_order(Graph([("a", "b"), ("b", "c"), ("c", "b")]))
    assert caught.error.args == ("b, c",)
    assert has_circle(Graph([("a", "a")]))
    assert not has_circle(Graph([("a", "b")]))


def test_stages():
    graph = Graph([("a", "c"), ("b", "c"), ("c", "d"), ("a", "d")])
    assert stages(graph) == [["a", "b"], ["c"], ["d"]]
    assert stages(Graph()) == []


def test_groups():
    groups = Groups()
    assert groups.join("a", "b")
    assert groups.join("b", "c")
    assert not groups.join("a", "c")
    assert groups.find("c") == "a"


def test_groups_that_grow_from_the_end():
    groups = Groups()
    for first, last in ("cd", "bc", "ab"):
        groups.join(first, last)
    assert [groups.find(node) for node in "abcd"] == ["a"] * 4


def test_components():
    graph = Graph([("d", "c"), ("a", "b"), ("e", "d")])
    graph.out["x"] = {}
    assert components(graph) == [["a", "b"], ["c", "d", "e"], ["x"]]


def test_spanning_edges():
    graph = Graph([("a", "b", 3), ("b", "c", 1), ("a", "c", 2)])
    assert spanning_edges(graph) == [(1, "b", "c"), (2, "a", "c")]
