"""The people around her: where they stand and what they know."""
