"""Shortest ways."""
import heapq


def shortest(graph, first, last):
    """(length, nodes) of the shortest way; None where there is none."""
    done = set()
    waiting = [(0, [first])]
    while waiting:
        length, way = heapq.heappop(waiting)
        node = way[-1]
        if node == last:
            return length, way
        if node in done:
            continue
        done.add(node)
        for other in graph.next_to(node):
            if other not in done:
                heapq.heappush(waiting, (length + graph.length(node, other), way + [other]))
    return None


def way_length(graph, way):
    """The length of a way along its nodes."""
    return sum(graph.length(first, last) for first, last in zip(way, way[1:]))


def farthest(graph, start):
    """(length, node) of the node that is farthest by shortest ways; the first by name of equals."""
    best = (0, start)
    for node in graph.nodes():
        found = shortest(graph, start, node)
        if found is not None and found[0] > best[0]:
            best = (found[0], node)
    return best
