"""A calm rhythm to breathe along with."""
