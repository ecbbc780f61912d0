"""What a helper sees: the way in, the inbox, one share, the keys, the overview of a lead."""
