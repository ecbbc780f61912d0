"""Components with a body, and icons: presentation only."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag
def component(content, name, **parameters):
    """Show components/<name>.html with the markup between the tags as its `body`.

    The component sees only what is named here, as with ``{% include … only %}``.
    Its file is named with underscores: ``{% component "option_grid" %}``.
    """
    return render_to_string(f"components/{name}.html", {"body": content, **parameters})


@register.simple_tag
def icon(name):
    """Show a line drawing of 24 by 24 beside words; screen readers skip it."""
    return render_to_string(f"components/icons/{name}.html")


@register.filter
def beside(values, others):
    """Pair each value with the one at the same place in `others`."""
    return zip(values, others, strict=False)
