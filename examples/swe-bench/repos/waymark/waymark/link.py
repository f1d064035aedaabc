"""Links: paths from patterns, and paths relative to others."""
from waymark.pattern import parts_of, placeholder
from waymark.query import build_query, encode


def build_path(pattern, values, query=None):
    """The path of a pattern with its values in place."""
    built = []
    for part in parts_of(pattern):
        named = placeholder(part)
        if named is None:
            built.append(part)
        elif named[1] == "path":
            built.append(str(values[named[0]]))
        else:
            built.append(encode(str(values[named[0]])))
    path = "/" + "/".join(built)
    return f"{path}?{build_query(query)}" if query else path


def join(base, target):
    """Where a target leads from a base: ".." goes up, "/" begins at the top."""
    parts = [] if target.startswith("/") else parts_of(base)
    for part in parts_of(target):
        if part == "..":
            if parts:
                parts.pop()
        elif part != ".":
            parts.append(part)
    return "/" + "/".join(parts)


def is_under(path, folder):
    """Whether a path is a folder or something in it."""
    inner, outer = parts_of(path), parts_of(folder)
    return inner[: len(outer)] == outer
