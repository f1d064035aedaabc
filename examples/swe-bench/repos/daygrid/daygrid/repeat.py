"""Events that repeat."""
from daygrid.date import add_months, next_day, ordinal
from daygrid.week import weekday


def every_week(first, last, days, skip=()):
    """The dates from first to last that fall on one of the weekdays."""
    found = []
    day = first
    while ordinal(day) <= ordinal(last):
        if weekday(day) in days and day not in skip:
            found.append(day)
        day = next_day(day)
    return found


def every_month(first, count, step=1):
    """`count` dates, `step` months apart, each counted from the first."""
    return [add_months(first, step * number) for number in range(count)]


def next_after(dates, day):
    """The first of the dates after a day; None when there is none."""
    later = [date for date in dates if date > day]
    return min(later) if later else None
