"""Lists that a visitor fills, each with a name."""
