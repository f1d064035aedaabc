"""Calendar days without a clock."""
