"""Statements and questions to check what she knows, each explained at once."""
