"""What others may want to know of shares."""

from django.dispatch import Signal

something_new = Signal()
"""Something came in for a team. Sent with `team`; who gets it must tell nothing more than that to anybody."""

team_changed = Signal()
"""Another team answers in a room from now on. Sent with `share` and `before`, the team that answered until now."""

team_left = Signal()
"""A team that read along lost its key of a room. Sent with `share` and `team`."""

meant_for = Signal()
"""She sent something to the helper whom she came with. Sent with `share` and `helper`, the number of that user."""
