"""A shelf whose values go bad after some time."""


class TtlShelf:
    def __init__(self, life):
        self.life = life
        self.values = {}

    def put(self, key, value, now, life=None):
        """Keeps a value for `life` from now, or for the shelf's own life."""
        if life is None:
            life = self.life
        self.values[key] = (value, now + life)

    def get(self, key, now, default=None):
        """The value while it is good; it is bad from the moment its life ends."""
        value, end = self.values.get(key, (default, None))
        if end is None:
            return default
        if now >= end:
            del self.values[key]
            return default
        return value

    def sweep(self, now):
        """Removes what is bad; how many that were."""
        bad = [key for key, (_, end) in self.values.items() if now >= end]
        for key in bad:
            del self.values[key]
        return len(bad)

    def next_end(self):
        """When the next value goes bad; None for an empty shelf."""
        return min((end for _, end in self.values.values()), default=None)
