from ledgerlet.book import Book
from ledgerlet.budget import Budget
from ledgerlet.statement import largest, statement, trial_balance


def sample():
    book = Book()
    book.post("late", {"cash": -250, "food": 250}, day=29)
    book.post("early", {"cash": 1000, "income": -1000}, day=2)
    book.post("next month", {"cash": -300, "food": 300}, day=30)
    return book


def test_statement_is_in_order_of_days():
    lines = statement(sample(), "cash")
    assert [line.split()[1] for line in lines] == ["early", "late", "next"]
    assert lines[1].endswith("-2.50        7.50")


def test_trial_balance_leaves_zero_out():
    book = sample()
    book.post("back", {"food": -550, "cash": 550})
    assert trial_balance(book) == {"cash": 1000, "income": -1000}


def test_largest_in_either_direction():
    assert [entry.text for entry in largest(sample(), "cash", 2)] == ["early", "next month"]


def test_budget_counts_one_month():
    budget = Budget({"food": 400})
    assert budget.spent(sample(), "food", 0) == 250
    assert budget.left(sample(), "food", 1) == 100
    assert budget.left(sample(), "cash", 0) is None


def test_budget_exceeded():
    budget = Budget({"food": 250})
    assert budget.exceeded(sample(), 0) == []
    assert budget.exceeded(sample(), 1) == ["food"]
