"""A kind of exercise: open questions to think and write about."""
