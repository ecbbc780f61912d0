"""What every room stands on: the base page, site settings, headers, sanitising, checks."""
