"""Groups: which nodes hang together, without regard to direction."""


class Groups:
    def __init__(self):
        self.parent = {}

    def find(self, node):
        """The node that stands for the group; a node alone stands for itself."""
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            node = self.parent[node]
        return node

    def join(self, first, last):
        """Makes one group of two; False when they were one already."""
        one, other = self.find(first), self.find(last)
        if one == other:
            return False
        self.parent[max(one, other)] = min(one, other)
        return True


def components(graph):
    """The groups of a graph, each sorted, the one with the first name first."""
    groups = Groups()
    for node in graph.nodes():
        groups.find(node)
        for other in graph.next_to(node):
            groups.join(node, other)
    found = {}
    for node in graph.nodes():
        found.setdefault(groups.find(node), []).append(node)
    return sorted(found.values())


def spanning_edges(graph):
    """The cheapest edges that hold the graph together, as (length, first, last)."""
    edges = sorted(
        (graph.length(first, last), first, last)
        for first in graph.nodes()
        for last in graph.next_to(first)
    )
    groups = Groups()
    return [edge for edge in edges if groups.join(edge[1], edge[2])]
