"""How much a number of things matter to her."""
