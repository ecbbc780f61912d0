"""Cards that a visitor sorts into piles."""
