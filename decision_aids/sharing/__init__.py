"""A room with chosen answers and messages, and the readers who hold its key."""
