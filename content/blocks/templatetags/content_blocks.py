"""Rich text and links in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from content.blocks import prose as rich

register = template.Library()


@register.simple_tag(takes_context=True)
def prose(context: Any, value: Any) -> SafeString:
    """Show rich text, cleaned: ``{% prose value.text %}``, or ``{% prose value.text as body %}`` for a component."""
    return rich.prose(value, context.flatten())
