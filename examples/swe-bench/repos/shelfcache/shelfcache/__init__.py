"""Caches over one idea: a shelf holds values by key."""
