"""The Django project, and the ground that the rest of the house stands on."""
