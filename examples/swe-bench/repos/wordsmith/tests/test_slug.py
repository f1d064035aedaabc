from wordsmith.slug import shorten, slugify, unique_slug


def test_title_becomes_slug():
    assert slugify("A Day at the Lake") == "a-day-at-the-lake"


def test_runs_of_other_characters_are_one_dash():
    assert slugify("salt  &  pepper -- ground") == "salt-pepper-ground"


def test_ends_have_no_dash():
    assert slugify("  (draft) ") == "draft"


def test_last_word_is_kept():
    assert slugify("room 12") == "room-12"


def test_limit_cuts_between_words():
    assert slugify("green apples and pears", limit=14) == "green-apples"
    assert shorten("green-apples", 12) == "green-apples"
    assert shorten("green-apples-and", 12) == "green-apples"
    assert shorten("greenapples", 5) == "green"


def test_taken_slugs_get_a_number():
    assert unique_slug("Lake", set()) == "lake"
    assert unique_slug("Lake", {"lake"}) == "lake-2"
    assert unique_slug("Lake", {"lake", "lake-2", "lake-3"}) == "lake-4"
