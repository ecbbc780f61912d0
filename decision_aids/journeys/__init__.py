"""One passage through one decision aid: the steps she sees, what she answers, and reading it all back."""
