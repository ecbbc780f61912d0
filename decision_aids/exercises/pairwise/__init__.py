"""Choosing pair by pair."""
