"""The book: entries that balance."""


class Unbalanced(ValueError):
    """The changes of an entry do not add up to zero."""


class Entry:
    def __init__(self, text, changes, day=0, tags=None):
        self.text = text
        self.changes = dict(changes)
        self.day = day
        self.tags = list(tags or [])


class Book:
    def __init__(self):
        self.entries = []

    def post(self, text, changes, day=0, tags=None):
        """Adds an entry; its changes must add up to zero."""
        if sum(changes.values()) != 0:
            raise Unbalanced(text)
        if len(changes) < 2:
            raise ValueError("an entry changes two accounts at least")
        entry = Entry(text, changes, day, tags)
        self.entries.append(entry)
        return entry

    def balance(self, account, until=None):
        """What is on an account, at the end of day `until` when given."""
        total = 0
        for entry in self.entries:
            if until is not None and entry.day > until:
                continue
            total += entry.changes.get(account, 0)
        return total

    def accounts(self):
        """The names of all accounts, sorted."""
        names = set()
        for entry in self.entries:
            names.update(entry.changes)
        return sorted(names)

    def with_tag(self, tag):
        """The entries that have a tag, in whatever case it was written."""
        wanted = tag.lower()
        return [entry for entry in self.entries if wanted in [each.lower() for each in entry.tags]]

    def reverse(self, entry):
        """Posts the opposite of an entry."""
        changes = {account: -change for account, change in entry.changes.items()}
        return self.post(f"reversal of {entry.text}", changes, entry.day, entry.tags)
