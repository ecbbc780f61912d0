"""Where helpers answer: their keys, the inbox of their teams, and the rooms that were shared with them."""
