"""For each option: what speaks for it and what speaks against it."""
