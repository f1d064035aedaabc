from daygrid.repeat import every_month, every_week, next_after


def test_every_week():
    days = every_week((2024, 1, 1), (2024, 1, 10), {0, 2})
    assert days == [(2024, 1, 1), (2024, 1, 3), (2024, 1, 8), (2024, 1, 10)]


def test_days_can_be_skipped():
    assert every_week((2024, 1, 1), (2024, 1, 9), {0}, skip=[(2024, 1, 8)]) == [(2024, 1, 1)]


def test_every_month_keeps_the_day():
    assert every_month((2024, 1, 31), 3) == [(2024, 1, 31), (2024, 2, 29), (2024, 3, 31)]
    assert every_month((2024, 1, 1), 2, step=3) == [(2024, 1, 1), (2024, 4, 1)]


def test_next_after():
    dates = [(2024, 3, 1), (2024, 2, 1)]
    assert next_after(dates, (2024, 1, 15)) == (2024, 2, 1)
    assert next_after(dates, (2024, 2, 1)) == (2024, 3, 1)
    assert next_after(dates, (2024, 3, 1)) is None
