"""Settings laid over each other."""


def merge(*layers):
    """One set of settings: a later layer wins, key by key. The layers stay as they were."""
    merged = {}
    for layer in layers:
        for section, values in layer.items():
            merged.setdefault(section, {}).update(values)
    return merged


def difference(before, after):
    """The changed settings as (section, key, old, new), sorted; None where there was none."""
    changes = []
    for section in sorted(set(before) | set(after)):
        old = before.get(section, {})
        new = after.get(section, {})
        for key in sorted(set(old) | set(new)):
            if old.get(key) != new.get(key):
                changes.append((section, key, old.get(key), new.get(key)))
    return changes


class Settings:
    """Reads settings with a default, and notes which were asked for."""

    def __init__(self, values, asked=None):
        self.values = values
        self.asked = set() if asked is None else asked

    def get(self, section, key, default=None):
        self.asked.add((section, key.lower()))
        return self.values.get(section, {}).get(key.lower(), default)

    def unused(self):
        """What is set but nobody asked for."""
        there = {(section, key) for section, values in self.values.items() for key in values}
        return sorted(there - self.asked)
