"""One place for what changes: law, price, time limit. Each fact has a source, a date and a review."""
