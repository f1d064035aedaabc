"""Wrapping text to a width."""


def wrap(text, width):
    """The lines of the text, none longer than `width` unless a word is."""
    if width < 1:
        raise ValueError("width must be at least 1")
    lines = []
    line = ""
    for word in text.split():
        if not line:
            line = word
        elif len(line) + 1 + len(word) <= width:
            line += " " + word
        else:
            lines.append(line)
            line = word
    if line:
        lines.append(line)
    return lines


def indent(text, prefix="    "):
    """The text with a prefix on each line that is not blank."""
    return "\n".join(prefix + line if line.strip() else line for line in text.split("\n"))


def center(text, width, fill=" "):
    """The text between equal shares of `fill`; the odd one goes to the right."""
    room = width - len(text)
    if room <= 0:
        return text
    left = room // 2
    return fill * left + text + fill * (room - left)
