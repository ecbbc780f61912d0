"""The decision aid as an editor makes it, and the immutable version that publishing makes of it."""
