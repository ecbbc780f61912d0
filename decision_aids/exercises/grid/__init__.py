"""One choice of the same columns for each of a number of things."""
