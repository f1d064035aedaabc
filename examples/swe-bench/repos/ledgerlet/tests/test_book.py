from checks import raises
from ledgerlet.book import Book, Unbalanced


def sample():
    book = Book()
    book.post("salary", {"cash": 200000, "income": -200000}, day=1)
    book.post("rent", {"home": 80000, "cash": -80000}, day=3, tags=["Fixed"])
    book.post("food", {"food": 4500, "cash": -4500}, day=5)
    return book


def test_balance():
    assert sample().balance("cash") == 115500
    assert sample().balance("nothing") == 0


def test_balance_at_the_end_of_a_day():
    assert sample().balance("cash", until=3) == 120000
    assert sample().balance("cash", until=0) == 0


def test_entries_must_balance():
    with raises(Unbalanced):
        Book().post("odd", {"cash": 1, "food": -2})
    with raises(ValueError):
        Book().post("alone", {"cash": 0})


def test_accounts_are_sorted():
    assert sample().accounts() == ["cash", "food", "home", "income"]


def test_tags_in_any_case():
    assert [entry.text for entry in sample().with_tag("fixed")] == ["rent"]
    assert [entry.text for entry in sample().with_tag("FIXED")] == ["rent"]


def test_tags_are_an_entrys_own():
    book = Book()
    first = book.post("a", {"x": 1, "y": -1})
    second = book.post("b", {"x": 1, "y": -1})
    first.tags.append("odd")
    assert second.tags == []


def test_reverse():
    book = sample()
    book.reverse(book.entries[1])
    assert book.balance("home") == 0
    assert book.entries[-1].text == "reversal of rent"
