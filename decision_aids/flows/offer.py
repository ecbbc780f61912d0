"""Which kinds of exercise a site offers to its editors, and which it switches off for its visitors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page, Site

from decision_aids.exercises.base import Exercise
from decision_aids.exercises.registry import registry


class OfferForm(WagtailAdminModelForm):
    """Ticks for what is there. Kept is what was taken away, so that a kind installed later is simply there."""

    offered = forms.MultipleChoiceField(
        label=_("Exercises that editors can choose"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without a tick an exercise is not in the list any more. Where it stands already, it goes on."),
    )
    shown = forms.MultipleChoiceField(
        label=_("Exercises that visitors get"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Only those on which opinions differ stand here. Without a tick, visitors read that this part is not "
            "available, in every aid of this site, at once. What they wrote before stays theirs to read."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._set("offered", registry, self.instance.hidden)
        self._set("shown", (kind for kind in registry if kind.may_be_off), self.instance.off)

    def _set(self, name: str, kinds: Iterable[Exercise], away: Iterable[str]) -> None:
        labels = sorted((str(kind.block().meta.label), kind.name) for kind in kinds)
        self.fields[name].choices = [(kind, label) for label, kind in labels]
        self.fields[name].initial = [kind for _label, kind in labels if kind not in away]

    def _taken_away(self, name: str, before: Iterable[str]) -> list[str]:
        """What got no tick, and what was taken away before and is not installed now."""
        there = {kind for kind, _label in self.fields[name].choices}
        return sorted((there - set(self.cleaned_data[name])) | (set(before) - there))

    def save(self, commit: bool = True) -> Any:
        self.instance.hidden = self._taken_away("offered", self.instance.hidden)
        self.instance.off = self._taken_away("shown", self.instance.off)
        return super().save(commit)


@register_setting(icon="form", order=110)
class ExerciseSettings(BaseSiteSetting):
    """Names of kinds: those that editors are not offered, and those that visitors do not get."""

    hidden = models.JSONField(_("not offered to editors"), default=list, blank=True)
    off = models.JSONField(_("switched off for visitors"), default=list, blank=True)

    base_form_class = OfferForm
    panels = [FieldPanel("offered"), FieldPanel("shown")]

    class Meta:
        verbose_name = _("choice of exercises")


def hidden_kinds(page: Page | None) -> list[str]:
    """Give the kinds that editors of this page are not offered; of the default site for a page that is not there."""
    return sorted(_kept_for(_site_of(page), "hidden"))


def kinds_off(page: Page) -> frozenset[str]:
    """Give the kinds that visitors of this page do not get."""
    return _kept_for(_site_of(page), "off")


def _site_of(page: Page | None) -> Site | None:
    found = page.get_site() if page is not None and page.pk else None
    return found or Site.objects.filter(is_default_site=True).first()


def _kept_for(site: Site | None, name: str) -> frozenset[str]:
    """Read without making a row: the first visitor would change what is live."""
    names = ExerciseSettings.objects.filter(site=site).values_list(name, flat=True).first()
    return frozenset(names or ())


_off: dict[str, tuple[int, frozenset[str]]] = {}


def switched_off(request: HttpRequest, stamp: int) -> frozenset[str]:
    """Give the kinds that visitors of this site do not get. `stamp` is the number of the live state.

    A warm process asks no database.
    """
    host = request.get_host()
    known = _off.get(host)
    if known is None or known[0] != stamp:
        known = _off[host] = (stamp, _kept_for(Site.find_for_request(request), "off"))
    return known[1]


def forget() -> None:
    """Keep nothing any more. Tests need this, because a rolled back stamp counts the same numbers again."""
    _off.clear()
