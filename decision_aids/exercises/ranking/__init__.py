"""Things that a visitor puts in her own order."""
