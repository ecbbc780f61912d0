"""Something said aloud: recorded, or in words."""
