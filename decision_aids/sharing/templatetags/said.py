"""How a message is shown: its links, and the hour that people are told."""

from __future__ import annotations

from django import template
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.base.sanitise import linkify
from decision_aids.sharing.forms import WAYS
from decision_aids.sharing.rooms import Said

register = template.Library()


@register.simple_tag
def linked(text: str) -> SafeString:
    """A message as HTML: escaped, with its paragraphs, and its web addresses as links."""
    return linkify(text)


@register.simple_tag
def way_of(name: str) -> str:
    """A way of contact in words."""
    return str(WAYS.get(name, name))


@register.simple_tag
def moment(said: Said) -> str:
    """When something was said, as people tell it: the day and the hour."""
    return _("%(day)s, around %(hour)d:00") % {"day": date_format(said.on, "l j F"), "hour": said.hour}
