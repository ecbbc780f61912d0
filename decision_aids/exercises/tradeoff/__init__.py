"""Where she stands between two statements."""
