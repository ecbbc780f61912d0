"""What others may want to know of shares."""

from django.dispatch import Signal

something_new = Signal()
"""Something came in for a team. Sent with `team`; who gets it must tell nothing more than that to anybody."""
