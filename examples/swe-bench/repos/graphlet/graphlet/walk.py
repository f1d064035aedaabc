"""Walks over a graph."""
from collections import deque


def breadth_first(graph, start):
    """The nodes that can be reached, nearest first."""
    seen = {start}
    order = []
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        order.append(node)
        for other in graph.next_to(node):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return order


def steps_between(graph, first, last):
    """The least number of edges from first to last; None where there is no way."""
    steps = {first: 0}
    waiting = deque([first])
    while waiting:
        node = waiting.popleft()
        if node == last:
            return steps[node]
        for other in graph.next_to(node):
            if other not in steps:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return None


def within(graph, start, most):
    """The nodes at most so many edges away, sorted, the start among them."""
    found = []
    for node in breadth_first(graph, start):
        if steps_between(graph, start, node) <= most:
            found.append(node)
    return sorted(found)
