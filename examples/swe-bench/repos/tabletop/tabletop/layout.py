"""A plain layout of tables."""


def show_value(value, digits=2):
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.{digits}f}"
    return str(value)


def widths(rows, columns):
    """The width of each column: of its name or its longest value."""
    return {
        column: max([len(column)] + [len(show_value(row.get(column))) for row in rows])
        for column in columns
    }


def layout(rows, columns):
    """The lines of a table: numbers to the right, the rest to the left."""
    size = widths(rows, columns)
    lines = ["  ".join(column.ljust(size[column]) for column in columns).rstrip()]
    lines.append("  ".join("-" * size[column] for column in columns))
    for row in rows:
        cells = []
        for column in columns:
            value = row.get(column)
            text = show_value(value)
            number = isinstance(value, (int, float))
            cells.append(text.rjust(size[column]) if number else text.ljust(size[column]))
        lines.append("  ".join(cells).rstrip())
    return lines


def page(lines, number, size=10):
    """The lines of a page, counted from 1; the head's two lines are on every page."""
    head, body = lines[:2], lines[2:]
    first = (number - 1) * size
    return head + body[first : first + size]
