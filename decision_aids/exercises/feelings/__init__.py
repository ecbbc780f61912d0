"""A kind of exercise: which feelings there are, and how strong."""
