"""Slugs: the part of an address that is made from a title."""

SEPARATOR = "-"


def slugify(title, limit=None):
    """The title in lower case, with one dash where anything but letters and digits was."""
    words = split_words(title.lower())
    slug = SEPARATOR.join(words)
    if limit is not None:
        slug = shorten(slug, limit)
    return slug


def split_words(text):
    """The runs of letters and digits."""
    words = []
    word = ""
    for char in text:
        if char.isalnum():
            word += char
        elif word:
            words.append(word)
            word = ""
    if word:
        words.append(word)
    return words


def shorten(slug, limit):
    """The slug cut to at most `limit` characters, between words where that is possible."""
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1]
    if SEPARATOR in cut:
        return cut[: cut.rindex(SEPARATOR)]
    return slug[:limit]


def unique_slug(title, taken):
    """A slug that is not in `taken`: with a number from 2 where it has to be."""
    slug = slugify(title)
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}{SEPARATOR}{number}" in taken:
        number += 1
    return f"{slug}{SEPARATOR}{number}"
