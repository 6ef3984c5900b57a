"""What became of it: the parts of the page of two years."""
