"""A kind of exercise: one or more of a few choices."""
