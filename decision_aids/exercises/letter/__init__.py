"""A kind of exercise: a letter that is not sent."""
