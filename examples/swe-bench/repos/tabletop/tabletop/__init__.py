"""Tables of text with commas."""
