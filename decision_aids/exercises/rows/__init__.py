"""Lines of a few columns that a visitor fills."""
