"""A directed graph with lengths."""


class Graph:
    def __init__(self, edges=()):
        self.out = {}
        for edge in edges:
            self.add(*edge)

    def add(self, first, last, length=1):
        """Adds an edge; of two between the same nodes the shorter one stays."""
        if length < 0:
            raise ValueError("lengths are not negative")
        self.out.setdefault(last, {})
        ends = self.out.setdefault(first, {})
        ends[last] = min(length, ends.get(last, length))

    def add_both(self, first, last, length=1):
        self.add(first, last, length)
        self.add(last, first, length)

    def nodes(self):
        return sorted(self.out)

    def next_to(self, node):
        """The nodes that edges lead to, sorted."""
        return sorted(self.out.get(node, {}))

    def length(self, first, last):
        return self.out[first][last]

    def reversed(self):
        """The graph with every edge turned round; nodes without edges stay."""
        turned = Graph()
        for first, ends in self.out.items():
            turned.out.setdefault(first, {})
            for last, length in ends.items():
                turned.add(last, first, length)
        return turned
