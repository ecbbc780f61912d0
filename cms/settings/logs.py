"""Where log lines go, and in what shape: the setting LOGGING."""

from typing import Any


def logging_config(level: str) -> dict[str, Any]:
    """Give the setting LOGGING: everything from `level` up goes to the standard error output, through the plain formatter."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": "cms.base.logs.PlainFormatter"}},
        "handlers": {
            "error_output": {"class": "logging.StreamHandler", "formatter": "plain"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["error_output"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": ["nowhere"], "propagate": False},
            "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
            "django.security": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
