"""A kind of exercise: a check for pressure and danger that keeps nothing and leads to help at once."""
