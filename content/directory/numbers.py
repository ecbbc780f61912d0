"""Telephone numbers as they are dialled."""

import re


def dialled(number: str) -> str:
    """Give what a telephone dials: figures, with + in front for a number from abroad."""
    return ("+" if number.strip().startswith("+") else "") + re.sub(r"\D", "", number.replace("(0)", ""))
