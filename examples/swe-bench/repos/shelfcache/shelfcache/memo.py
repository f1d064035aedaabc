"""Remembering what a function returned."""
from shelfcache.lru import LruShelf

MISSING = object()


class Memo:
    """Calls a function once for each arguments; errors are not remembered."""

    def __init__(self, function, room=100):
        self.function = function
        self.shelf = LruShelf(room)
        self.hits = 0
        self.misses = 0

    def __call__(self, *args, **named):
        key = (args, tuple(sorted(named.items())))
        value = self.shelf.get(key, MISSING)
        if value is not MISSING:
            self.hits += 1
            return value
        self.misses += 1
        value = self.function(*args, **named)
        self.shelf.put(key, value)
        return value

    def hit_rate(self):
        """The share of calls that were answered from memory; 0 before the first call."""
        calls = self.hits + self.misses
        return self.hits / calls if calls else 0.0
