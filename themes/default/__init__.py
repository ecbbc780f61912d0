"""The theme that the site wears unless the operator chooses another."""
