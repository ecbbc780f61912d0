"""A number of points that a visitor divides over things."""
