"""Opening hours: spans of minutes of a day."""


def parse_time(text):
    """Minutes since midnight from "9:30"."""
    hours, _, minutes = text.strip().partition(":")
    total = int(hours) * 60 + int(minutes or 0)
    if not 0 <= total <= 24 * 60 or int(minutes or 0) > 59:
        raise ValueError(f"no such time: {text!r}")
    return total


def parse_span(text):
    """A pair of minutes from "9-12:30"."""
    first, _, last = text.partition("-")
    span = (parse_time(first), parse_time(last))
    if span[0] >= span[1]:
        raise ValueError(f"ends before it begins: {text!r}")
    return span


def overlap(one, other):
    """Whether two spans share a minute; the end of a span is not in it."""
    return one[0] < other[1] and other[0] < one[1]


def merge(spans):
    """The spans in order, those that touch or overlap made one."""
    merged = []
    for span in sorted(spans):
        if merged and span[0] <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], span[1]))
        else:
            merged.append(span)
    return merged


def total_minutes(spans):
    return sum(last - first for first, last in merge(spans))
