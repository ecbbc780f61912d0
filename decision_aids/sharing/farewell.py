"""When she deletes her space, what she shared goes with it."""

from decision_aids.sharing.models import Share
from decision_aids.sharing.services import withdraw_share
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.services import before_deletion
from decision_aids.vault import keys


@before_deletion
def withdraw_all(opened: OpenSpace) -> None:
    """Shut every room of this space."""
    for share in Share.objects.filter(mark=keys.room_mark(opened.key)):
        withdraw_share(share)
