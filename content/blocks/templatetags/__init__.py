"""What the templates of blocks and pages may call."""
