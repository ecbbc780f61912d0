"""Template tags of shares."""
