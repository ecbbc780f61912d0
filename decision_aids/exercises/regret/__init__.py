"""Five published statements about a decision that was made."""
