"""Keys, phrases and sealing, in plain Python: what the server keeps and cannot read."""
