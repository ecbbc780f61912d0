"""How tense she is, what she notices at green, yellow and red, and what helps then."""
