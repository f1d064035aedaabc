from checks import raises
from daygrid.date import add_months, days_in, is_leap, next_day, ordinal, parse_date, show_date


def test_leap_years():
    assert [is_leap(year) for year in (2024, 2025, 2000, 2100)] == [True, False, True, False]
    assert days_in(2028, 2) == 29
    assert days_in(2027, 12) == 31


def test_parse_and_show():
    assert parse_date(" 2031-05-09 ") == (2031, 5, 9)
    assert show_date((2031, 5, 9)) == "2031-05-09"


def test_parse_refuses():
    for text in ["2031-13-01", "2031-02-29", "2031-00-10", "2031-05", "a-b-c", "2031-04-31"]:
        with raises(ValueError):
            parse_date(text)


def test_next_day():
    assert next_day((2031, 5, 9)) == (2031, 5, 10)
    assert next_day((2031, 5, 31)) == (2031, 6, 1)
    assert next_day((2031, 12, 31)) == (2032, 1, 1)


def test_add_months():
    assert add_months((2031, 5, 9), 2) == (2031, 7, 9)
    assert add_months((2031, 1, 31), 1) == (2031, 2, 28)
    assert add_months((2031, 11, 30), 1) == (2031, 12, 30)
    assert add_months((2031, 12, 1), 1) == (2032, 1, 1)
    assert add_months((2031, 1, 15), -1) == (2030, 12, 15)


def test_ordinal():
    assert ordinal((1, 1, 1)) == 1
    assert ordinal((2000, 3, 1)) - ordinal((2000, 2, 28)) == 2
    assert ordinal((2101, 1, 1)) - ordinal((2100, 1, 1)) == 365
