"""Reading and writing tables: a head line, then one line for each row."""


class TableError(ValueError):
    """A line does not fit the table."""


def split_line(line):
    """The fields of a line; commas in quotes do not count, two quotes in them are one."""
    fields = []
    field = ""
    quoted = False
    at = 0
    while at < len(line):
        char = line[at]
        if quoted and line.startswith('""', at):
            field += '"'
            at += 1
        elif char == '"':
            quoted = not quoted
        elif char == "," and not quoted:
            fields.append(field)
            field = ""
        else:
            field += char
        at += 1
    fields.append(field)
    return fields


def read_table(text):
    """The rows as dicts; blank lines do not count."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return []
    head = [name.strip() for name in split_line(lines[0])]
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        fields = split_line(line)
        if len(fields) != len(head):
            raise TableError(f"line {number}: {len(fields)} fields, not {len(head)}")
        rows.append(dict(zip(head, fields)))
    return rows


def quote(field):
    if any(char in field for char in ',"\n'):
        return '"' + field.replace('"', '""') + '"'
    return field


def write_table(rows, columns):
    """The text of a table with these columns; what a row lacks is empty."""
    lines = [",".join(quote(column) for column in columns)]
    for row in rows:
        lines.append(",".join(quote(str(row.get(column, ""))) for column in columns))
    return "\n".join(lines) + "\n"
