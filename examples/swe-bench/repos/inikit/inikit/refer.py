"""References: ${section:key} or ${key} stands for another setting."""
import re

REFERENCE = re.compile(r"\$\{(?:([^}:]*):)?([^}:]+)\}")
MOST_DEPTH = 10


class BadReference(ValueError):
    """A reference to nothing, or in a circle."""


def resolve(settings):
    """The settings with every reference replaced."""
    return {
        section: {key: value_of(settings, section, key) for key in values}
        for section, values in settings.items()
    }


def value_of(settings, section, key, depth=0):
    if depth > MOST_DEPTH:
        raise BadReference(f"{section}:{key} refers to itself")
    try:
        value = settings[section][key]
    except KeyError:
        raise BadReference(f"no setting {section}:{key}") from None

    def replace(match):
        other = section if match[1] is None else match[1]
        return value_of(settings, other, match[2].strip().lower(), depth + 1)

    return REFERENCE.sub(replace, value)
