"""Counting words."""
from wordsmith.slug import split_words

STOP_WORDS = frozenset(["a", "an", "and", "the", "of", "to"])


def word_counts(text, skip=STOP_WORDS):
    """How often each word occurs, without regard to case."""
    counts = {}
    for word in split_words(text.lower()):
        if word in skip:
            continue
        counts[word] = counts.get(word, 0) + 1
    return counts


def most_common(text, number=3):
    """The most frequent words with their counts; equal counts by alphabet."""
    counts = word_counts(text)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ranked[:number]


def average_length(text):
    """The mean length of the words; 0 for a text without any."""
    words = split_words(text)
    if not words:
        return 0
    return sum(len(word) for word in words) / len(words)
