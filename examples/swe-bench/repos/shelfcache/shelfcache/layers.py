"""Shelves in layers: a small fast one before a large slow one."""


class DictShelf:
    def __init__(self, values=None):
        self.values = {} if values is None else values
        self.reads = 0

    def get(self, key, default=None):
        self.reads += 1
        return self.values.get(key, default)

    def put(self, key, value):
        self.values[key] = value

    def drop(self, key):
        self.values.pop(key, None)


class Layers:
    def __init__(self, *shelves):
        self.shelves = shelves

    def get(self, key, default=None):
        """The first value found; the shelves before it learn it."""
        for depth, shelf in enumerate(self.shelves):
            value = shelf.get(key)
            if value is not None:
                for earlier in self.shelves[:depth]:
                    earlier.put(key, value)
                return value
        return default

    def put(self, key, value):
        for shelf in self.shelves:
            shelf.put(key, value)

    def drop(self, key):
        for shelf in self.shelves:
            shelf.drop(key)
