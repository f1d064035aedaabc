"""Path patterns: /fixed/{name}/{number:int}/{rest:path}."""

KINDS = ("str", "int", "path")


def parts_of(path):
    """The parts between slashes; those at the ends do not count."""
    return [part for part in path.strip("/").split("/") if part]


def placeholder(part):
    """(name, kind) of "{name:kind}"; None for a fixed part."""
    if not (part.startswith("{") and part.endswith("}")):
        return None
    name, _, kind = part[1:-1].partition(":")
    kind = kind or "str"
    if kind not in KINDS:
        raise ValueError(f"no such kind: {kind}")
    return name, kind


def match(pattern, path):
    """The named values of a path that fits the pattern; None for one that does not."""
    wanted = parts_of(pattern)
    given = parts_of(path)
    values = {}
    for at, part in enumerate(wanted):
        named = placeholder(part)
        if named and named[1] == "path":
            values[named[0]] = "/".join(given[at:])
            return values if len(given) > at else None
        if at >= len(given):
            return None
        if not fits(part, named, given[at], values):
            return None
    return values if len(given) == len(wanted) else None


def fits(part, named, text, values):
    if named is None:
        return part == text
    name, kind = named
    if kind == "int":
        if not text.isdigit():
            return False
        values[name] = int(text)
    else:
        values[name] = text
    return True
