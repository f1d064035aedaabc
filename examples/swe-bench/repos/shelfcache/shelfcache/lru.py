"""A shelf that forgets what was not used for longest."""


class LruShelf:
    def __init__(self, room):
        if room < 1:
            raise ValueError("a shelf has room for one value at least")
        self.room = room
        self.values = {}

    def get(self, key, default=None):
        if key not in self.values:
            return default
        value = self.values.pop(key)
        self.values[key] = value
        return value

    def put(self, key, value):
        self.values.pop(key, None)
        self.values[key] = value
        if len(self.values) > self.room:
            oldest = next(iter(self.values))
            del self.values[oldest]

    def keys(self):
        """The keys, the one used last at the end."""
        return list(self.values)

    def __len__(self):
        return len(self.values)

    def __contains__(self, key):
        return key in self.values
