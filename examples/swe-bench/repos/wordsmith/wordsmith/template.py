"""Templates with names in braces."""


class MissingName(KeyError):
    """A template asks for a name that was not given."""


def fill(template, values, default=None):
    """The template with every {name} replaced; "{{" stands for a brace."""
    parts = []
    at = 0
    while at < len(template):
        if template.startswith("{{", at):
            parts.append("{")
            at += 2
        elif template[at] == "{":
            end = template.index("}", at)
            parts.append(value_of(template[at + 1 : end].strip(), values, default))
            at = end + 1
        else:
            parts.append(template[at])
            at += 1
    return "".join(parts)


def value_of(name, values, default):
    if name in values:
        return str(values[name])
    if default is None:
        raise MissingName(name)
    return default
