from tabletop.select import group, join, sort_by, summarize, where

ROWS = [
    {"town": "Elm", "kind": "inn", "beds": 4},
    {"town": "Oak", "kind": "inn", "beds": None},
    {"town": "Elm", "kind": "hut", "beds": 2},
]


def test_where_wants_all():
    assert where(ROWS, town="Elm", kind="hut") == [ROWS[2]]
    assert where(ROWS) == ROWS


def test_sort_puts_missing_last():
    assert [row["beds"] for row in sort_by(ROWS, "beds")] == [2, 4, None]
    assert [row["beds"] for row in sort_by(ROWS, "beds", descending=True)] == [4, 2, None]


def test_group():
    assert {town: len(rows) for town, rows in group(ROWS, "town").items()} == {"Elm": 2, "Oak": 1}


def test_summarize():
    assert summarize(ROWS, "town", "beds") == {
        "Elm": {"count": 2, "sum": 6, "mean": 3.0},
        "Oak": {"count": 0, "sum": 0, "mean": None},
    }


def test_join():
    towns = [{"town": "Elm", "lake": True, "kind": "town"}]
    assert join(ROWS, towns, "town") == [{**ROWS[0], "lake": True}, {**ROWS[2], "lake": True}]


def test_join_keeps_all():
    assert join(ROWS, [], "town") == []
    assert join(ROWS, [], "town", keep_all=True) == ROWS
