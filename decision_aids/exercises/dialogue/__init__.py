"""A talk that an editor wrote, one choice at a time."""
