"""A visitor's anonymous private place: opening it, keeping it for later, leaving it, deleting it."""
