from wordsmith.count import average_length, most_common, word_counts


def test_counts_without_regard_to_case():
    assert word_counts("Rain rain, go away") == {"rain": 2, "go": 1, "away": 1}


def test_stop_words_are_skipped():
    assert word_counts("The end of the road") == {"end": 1, "road": 1}
    assert word_counts("The end", skip=()) == {"the": 1, "end": 1}


def test_most_common_breaks_ties_by_alphabet():
    assert most_common("c b b c d", number=2) == [("b", 2), ("c", 2)]


def test_most_common_gives_three():
    assert len(most_common("w x y z")) == 3


def test_average_length():
    assert average_length("one three") == 4
    assert average_length(" ... ") == 0
