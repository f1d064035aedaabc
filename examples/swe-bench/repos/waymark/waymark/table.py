"""The table of routes."""
from waymark.pattern import match, parts_of, placeholder


class NotFound(LookupError):
    """No route has this path."""


class WrongMethod(LookupError):
    """There is a route for the path, but not with this method."""

    def __init__(self, allowed):
        super().__init__("allowed: " + ", ".join(allowed))
        self.allowed = allowed


class Table:
    def __init__(self):
        self.routes = []

    def add(self, method, pattern, handler):
        self.routes.append((method.upper(), pattern, handler))

    def find(self, method, path):
        """(handler, values): of all routes that fit, the one with most fixed parts."""
        fitting = []
        for route_method, pattern, handler in self.routes:
            values = match(pattern, path)
            if values is not None:
                fitting.append((route_method, pattern, handler, values))
        if not fitting:
            raise NotFound(path)
        allowed = sorted({each[0] for each in fitting})
        fitting = [each for each in fitting if each[0] == method.upper()]
        if not fitting:
            raise WrongMethod(allowed)
        best = max(fitting, key=lambda each: fixed_parts(each[1]))
        return best[2], best[3]


def fixed_parts(pattern):
    return sum(placeholder(part) is None for part in parts_of(pattern))
