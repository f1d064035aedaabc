"""Orders: an edge says that its first node comes before its last."""


class Circle(ValueError):
    """The nodes wait for each other."""


def task_order(graph):
    """The nodes so that every edge leads forward; by name where there is a choice."""
    before = {node: 0 for node in graph.nodes()}
    for node in graph.nodes():
        for other in graph.next_to(node):
            before[other] += 1
    ready = [node for node, count in before.items() if count == 0]
    order = []
    while ready:
        ready.sort()
        node = ready.pop(0)
        order.append(node)
        for other in graph.next_to(node):
            before[other] -= 1
            if before[other] == 0:
                ready.append(other)
    if len(order) < len(before):
        raise Circle(", ".join(sorted(set(before) - set(order))))
    return order


def has_circle(graph):
    try:
        task_order(graph)
    except Circle:
        return True
    return False


def stages(graph):
    """The nodes in groups that can be done at once, each after those before it."""
    stage = {}
    for node in task_order(graph):
        earlier = [stage[other] for other in stage if node in graph.next_to(other)]
        stage[node] = max(earlier, default=-1) + 1
    groups = [[] for _ in range(max(stage.values(), default=-1) + 1)]
    for node, number in sorted(stage.items()):
        groups[number].append(node)
    return groups
