"""Text to `Report`: sections, paragraphs, sentences, clauses, spans."""
