"""Dates are tuples (year, month, day)."""

MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in(year, month):
    if month == 2 and is_leap(year):
        return 29
    return MONTH_DAYS[month - 1]


def parse_date(text):
    """A date from "2031-05-09"."""
    parts = text.strip().split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"not a date: {text!r}")
    year, month, day = (int(part) for part in parts)
    if not 1 <= month <= 12 or not 1 <= day <= days_in(year, month):
        raise ValueError(f"no such day: {text!r}")
    return (year, month, day)


def show_date(date):
    return "{:04d}-{:02d}-{:02d}".format(*date)


def next_day(date):
    year, month, day = date
    if day < days_in(year, month):
        return (year, month, day + 1)
    if month < 12:
        return (year, month + 1, 1)
    return (year + 1, 1, 1)


def add_months(date, number):
    """The same day some months later, or the last of the month where there is no such day."""
    year, month, day = date
    months = year * 12 + (month - 1) + number
    year, month = months // 12, months % 12 + 1
    return (year, month, min(day, days_in(year, month)))


def ordinal(date):
    """Days since 0001-01-01, which is day 1."""
    year, month, day = date
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + sum(days_in(year, each) for each in range(1, month)) + day
