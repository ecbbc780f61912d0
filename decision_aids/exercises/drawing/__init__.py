"""A drawing, by finger, mouse, pen or keyboard, or in words."""
