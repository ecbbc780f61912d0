"""What templates of the theme may call."""
