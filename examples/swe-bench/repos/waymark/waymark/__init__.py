"""Routes of a web service without the web."""
