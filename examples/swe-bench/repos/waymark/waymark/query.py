"""Query strings."""

PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")


def encode(text):
    """The text with everything but plain characters as %XX."""
    return "".join(
        char if char in PLAIN else "".join(f"%{byte:02X}" for byte in char.encode())
        for char in text
    )


def decode(text):
    """The text that was encoded; "+" is a space."""
    raw = bytearray()
    at = 0
    text = text.replace("+", " ")
    while at < len(text):
        if text[at] == "%" and len(text) >= at + 3:
            raw.append(int(text[at + 1 : at + 3], 16))
            at += 3
        else:
            raw.extend(text[at].encode())
            at += 1
    return raw.decode()


def parse_query(text):
    """The values by name, each a list, in the order in which they came."""
    values = {}
    for pair in text.lstrip("?").split("&"):
        if not pair:
            continue
        name, _, value = pair.partition("=")
        values.setdefault(decode(name), []).append(decode(value))
    return values


def build_query(values):
    """The query string of names and values, sorted by name; a list gives several pairs."""
    pairs = []
    for name in sorted(values):
        each = values[name]
        for value in each if isinstance(each, list) else [each]:
            pairs.append(f"{encode(name)}={encode(str(value))}")
    return "&".join(pairs)
