"""Choosing, sorting, grouping and joining rows."""


def where(rows, **wanted):
    """The rows that have all of these values."""
    return [row for row in rows if all(row.get(name) == value for name, value in wanted.items())]


def sort_by(rows, column, descending=False):
    """The rows in order of a column; those without a value come last either way."""
    there = [row for row in rows if row.get(column) is not None]
    missing = [row for row in rows if row.get(column) is None]
    return sorted(there, key=lambda row: row[column], reverse=descending) + missing


def group(rows, column):
    """The rows by their value in a column."""
    groups = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def summarize(rows, by, column):
    """For each value of `by`: count, sum and mean of a column; missing values are left out."""
    summary = {}
    for value, members in group(rows, by).items():
        numbers = [row[column] for row in members if row[column] is not None]
        mean = sum(numbers) / len(numbers) if numbers else None
        summary[value] = {"count": len(numbers), "sum": sum(numbers), "mean": mean}
    return summary


def join(left, right, on, keep_all=False):
    """Each left row with each right row of the same value; with keep_all also those without."""
    by_value = group(right, on)
    joined = []
    for row in left:
        matches = by_value.get(row[on], [])
        for other in matches:
            joined.append({**other, **row})
        if keep_all and not matches:
            joined.append(dict(row))
    return joined
