"""How much each part of her life matters, and how close she is to what she wants there."""
