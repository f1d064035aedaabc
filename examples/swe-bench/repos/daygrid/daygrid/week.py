"""Weeks begin on Monday."""
from daygrid.date import next_day, ordinal

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def weekday(date):
    """0 for Monday to 6 for Sunday."""
    return (ordinal(date) - 1) % 7


def is_weekend(date):
    return weekday(date) >= 5


def days_between(first, last):
    """How many days after `first` the day `last` is; negative when it is before."""
    return ordinal(last) - ordinal(first)


def workdays(first, last):
    """The days from first to last, both counted, without weekends."""
    days = []
    day = first
    while ordinal(day) <= ordinal(last):
        if not is_weekend(day):
            days.append(day)
        day = next_day(day)
    return days


def find_weekday(name):
    """The number of a weekday by its name, long or short, in any case."""
    short = name.strip()[:3].title()
    if short not in NAMES:
        raise ValueError(f"no weekday: {name!r}")
    return NAMES.index(short)
