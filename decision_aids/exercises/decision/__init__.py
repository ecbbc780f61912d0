"""Where she stands with her decision now."""
