"""What the values of settings mean."""

YES = ("yes", "true", "on", "1")
NO = ("no", "false", "off", "0")

SIZES = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


def to_bool(text):
    word = text.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(f"neither yes nor no: {text!r}")


def to_list(text):
    """The parts between commas, without those that are empty."""
    parts = [part.strip() for part in text.split(",")]
    return [part for part in parts if part]


def to_size(text):
    """Bytes from "512", "4k" or "2 M"."""
    text = text.strip().lower()
    digits = text.rstrip("kmg ")
    unit = text[len(digits) :].strip()
    if not digits.isdigit() or unit not in SIZES:
        raise ValueError(f"not a size: {text!r}")
    return int(digits) * SIZES[unit]


def to_range(text):
    """The numbers from "3-5" or "4", the last one counted."""
    first, dash, last = text.partition("-")
    low = int(first)
    high = int(last) if dash else low
    return list(range(low, high + 1))
