"""The kinds of columns."""


def kind_of(values):
    """"int", "float" or "text": the narrowest that all values fit; empty ones fit all."""
    kind = "int"
    for value in values:
        if value == "":
            continue
        if not is_number(value):
            return "text"
        if not value.lstrip("+-").isdigit():
            kind = "float"
    return kind


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def convert(rows):
    """The rows with each column's values as its kind; empty ones as None."""
    if not rows:
        return []
    makers = {"int": int, "float": float, "text": str}
    kinds = {name: kind_of([row[name] for row in rows]) for name in rows[0]}
    return [
        {name: None if text == "" else makers[kinds[name]](text) for name, text in row.items()}
        for row in rows
    ]


def rename(rows, names):
    """The rows with columns renamed; the others keep theirs."""
    return [{names.get(name, name): value for name, value in row.items()} for row in rows]
