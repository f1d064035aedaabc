from checks import raises
from daygrid.week import days_between, find_weekday, is_weekend, weekday, workdays


def test_weekday():
    assert weekday((2024, 1, 1)) == 0
    assert weekday((2024, 1, 7)) == 6


def test_weekend():
    assert not is_weekend((2024, 1, 5))
    assert is_weekend((2024, 1, 6))
    assert is_weekend((2024, 1, 7))


def test_days_between():
    assert days_between((2024, 2, 28), (2024, 3, 1)) == 2
    assert days_between((2024, 3, 1), (2024, 2, 28)) == -2


def test_workdays_count_both_ends():
    assert workdays((2024, 1, 5), (2024, 1, 9)) == [(2024, 1, 5), (2024, 1, 8), (2024, 1, 9)]


def test_weekday_names():
    assert find_weekday("Tuesday") == 1
    assert find_weekday(" sun ") == 6
    assert find_weekday("FRIDAY") == 4
    with raises(ValueError):
        find_weekday("Noday")
