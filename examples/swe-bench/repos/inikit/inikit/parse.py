"""Reads a settings file: [sections] of lines "key = value"."""


class ParseError(ValueError):
    def __init__(self, line, text):
        super().__init__(f"line {line}: {text}")
        self.line = line


def parse(text):
    """The settings by section and key; keys before any section are in section ""."""
    settings = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        line = strip_comment(line).strip()
        if not line:
            continue
        if line.startswith("["):
            section = section_name(line, number)
            settings.setdefault(section, {})
            continue
        key, equals, value = line.partition("=")
        if not equals:
            raise ParseError(number, "no '=' in it")
        settings.setdefault(section, {})[key.strip().lower()] = unquote(value.strip())
    return settings


def section_name(line, number):
    if not line.endswith("]"):
        raise ParseError(number, "a section without ']'")
    return line[1:-1].strip()


def strip_comment(line):
    """The line up to a '#' that is not in quotes."""
    quoted = False
    for at, char in enumerate(line):
        if char == '"':
            quoted = not quoted
        elif char == "#" and not quoted:
            return line[:at]
    return line


def unquote(value):
    if len(value) >= 2 and value[0] == value[-1] == '"':
        return value[1:-1]
    return value
