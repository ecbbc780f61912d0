"""What matters to her, beside how each option fits it."""
