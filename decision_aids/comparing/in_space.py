"""What comparing does in a space: all of it stops when she deletes everything."""

from decision_aids.comparing.access import sides_of
from decision_aids.comparing.services import stop
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.services import before_deletion


@before_deletion
def stop_all(opened: OpenSpace) -> None:
    """Stop every comparison of this space, for both."""
    for side in sides_of(opened):
        stop(side.comparison)
