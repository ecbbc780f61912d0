"""A kind of exercise: where somebody stands today: age and weeks, and what is still open."""
