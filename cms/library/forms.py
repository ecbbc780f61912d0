"""The form in which an editor describes a video or a sound, captions included."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from wagtail.images.widgets import AdminImageChooser
from wagtailmedia.forms import BaseMediaForm

from cms.library.models import Media, MediaTrack
from cms.library.tracks import check_track_file


class MediaForm(BaseMediaForm):
    """Adds the poster, chosen from the pictures that are there, and one caption file for each language of the site."""

    class Meta(BaseMediaForm.Meta):
        widgets = {**BaseMediaForm.Meta.widgets, "poster": AdminImageChooser}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.captions = {f"captions_{code}": (code, name) for code, name in settings.LANGUAGES}
        there = {track.srclang: track for track in self._tracks()} if self.instance.pk else {}
        for field, (code, name) in self.captions.items():
            self.fields[field] = forms.FileField(
                label=_("Captions: %(language)s") % {"language": name},
                required=False,
                initial=there[code].file if code in there else None,
                validators=[FileExtensionValidator(["vtt"]), check_track_file],
                widget=forms.ClearableFileInput(attrs={"accept": ".vtt,text/vtt"}),
                help_text=_("A WebVTT file: its name ends in .vtt."),
            )

    def save(self, commit: bool = True) -> Media:
        media = super().save(commit)
        if commit:
            for field, (code, name) in self.captions.items():
                self._save_track(media, code, str(name), self.cleaned_data.get(field), field in self.changed_data)
        return media

    def _tracks(self) -> Any:
        return self.instance.tracks.filter(kind=MediaTrack.Kind.CAPTIONS)

    def _save_track(self, media: Media, code: str, name: str, file: Any, changed: bool) -> None:
        """Keep, replace or take away the captions of one language; Django gives False for a file to be taken away."""
        if not changed:
            return
        track = media.tracks.filter(kind=MediaTrack.Kind.CAPTIONS, srclang=code).first()
        if file:
            track = track or MediaTrack(media=media, srclang=code, label=name, default=code == settings.LANGUAGE_CODE)
            track.file = file
            track.save()
        elif track is not None:
            track.delete()
