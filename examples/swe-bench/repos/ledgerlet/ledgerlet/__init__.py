"""Double-entry bookkeeping for a household."""
