"""Works and places to published layer files: validated, ordered, written whole."""
