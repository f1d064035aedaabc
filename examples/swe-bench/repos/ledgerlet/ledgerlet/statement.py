"""Statements: what happened on an account."""
from ledgerlet.amount import show


def statement(book, account):
    """One line for each entry of the account, with the balance after it."""
    lines = []
    balance = 0
    for entry in sorted(book.entries, key=lambda entry: entry.day):
        if account not in entry.changes:
            continue
        change = entry.changes[account]
        balance += change
        lines.append(f"{entry.day:>3}  {entry.text:<20}{show(change):>12}{show(balance):>12}")
    return lines


def trial_balance(book):
    """The balances by account; accounts at zero are left out."""
    balances = {}
    for account in book.accounts():
        balance = book.balance(account)
        if balance != 0:
            balances[account] = balance
    return balances


def largest(book, account, number=3):
    """The entries that changed an account most, in either direction."""
    touching = [entry for entry in book.entries if account in entry.changes]
    touching.sort(key=lambda entry: abs(entry.changes[account]), reverse=True)
    return touching[:number]
