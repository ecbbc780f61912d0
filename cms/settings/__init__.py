"""Settings: `base` for everyone, then `dev` (the demo), `test` and `production`."""
