"""What sharing does in her space: it counts what is new for her, and goes when she deletes everything."""

from decision_aids.journeys.views import leavings
from decision_aids.sharing.access import count_news
from decision_aids.sharing.models import Share
from decision_aids.sharing.reader_access import open_reading, stop_reading
from decision_aids.sharing.reminders import stop_mail
from decision_aids.sharing.services import owner_room_key, withdraw_share
from decision_aids.spaces.access import OpenSpace
from decision_aids.spaces.frame import counters
from decision_aids.spaces.services import before_deletion
from decision_aids.spaces.set_aside import doors
from decision_aids.vault import keys

counters.append(count_news)
doors["READER_COOKIE_NAME"] = lambda request: open_reading(request) is not None
leavings.append(stop_reading)


@before_deletion
def withdraw_all(opened: OpenSpace) -> None:
    """Shut every room of this space."""
    for share in Share.objects.filter(mark=keys.room_mark(opened.key)):
        stop_mail(owner_room_key(opened, share))
        withdraw_share(share)
