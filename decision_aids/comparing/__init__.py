"""Two people who do the same exercises, each in a space of their own, and lay them side by side when both agree."""
