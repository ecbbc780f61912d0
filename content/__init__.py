"""What editors publish: pages, videos, facts, and where to find help."""
