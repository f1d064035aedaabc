"""Budgets: limits on what accounts may take in a month."""

DAYS_IN_MONTH = 30


class Budget:
    def __init__(self, limits=None):
        self.limits = dict(limits or {})

    def set_limit(self, account, cents):
        if cents < 0:
            raise ValueError("a limit is not negative")
        self.limits[account] = cents

    def spent(self, book, account, month):
        """What an account took in a month, counted from 0."""
        first = month * DAYS_IN_MONTH
        last = first + DAYS_IN_MONTH - 1
        return sum(
            entry.changes.get(account, 0) for entry in book.entries if first <= entry.day <= last
        )

    def left(self, book, account, month):
        """What may still be spent; None for an account without a limit."""
        limit = self.limits.get(account)
        if limit is None:
            return None
        return limit - self.spent(book, account, month)

    def exceeded(self, book, month):
        """The accounts over their limit, sorted."""
        return sorted(name for name in self.limits if self.left(book, name, month) < 0)
