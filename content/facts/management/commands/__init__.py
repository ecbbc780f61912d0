"""Commands about facts."""
