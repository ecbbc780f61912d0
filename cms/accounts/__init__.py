"""Staff: who they are, how they sign in, and with which second factor."""
