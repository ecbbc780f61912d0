"""The form in which an editor describes a video or a sound."""

from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.forms import BaseMediaForm


class MediaForm(BaseMediaForm):
    """Adds the poster, chosen from the pictures that are there."""

    class Meta(BaseMediaForm.Meta):
        widgets = {**BaseMediaForm.Meta.widgets, "poster": AdminImageChooser}
