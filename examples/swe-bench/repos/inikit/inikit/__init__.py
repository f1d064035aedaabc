"""Settings from text files."""
