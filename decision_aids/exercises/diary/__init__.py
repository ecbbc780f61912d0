"""Notes and numbers of the days that she wrote, and how they change."""
