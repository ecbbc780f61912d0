"""Components with a body, icons, and parts that are made once: presentation only."""

import functools

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

register = template.Library()


@register.simple_block_tag
def component(content, name, **parameters):
    """Show components/<name>.html with the markup between the tags as its `body`.

    The component sees only what is named here, as with ``{% include … only %}``.
    Its file is named with underscores: ``{% component "option_grid" %}``.
    """
    return render_to_string(f"components/{name}.html", {"body": content, **parameters})


@register.simple_tag
@functools.cache
def icon(name):
    """Show a line drawing of 24 by 24 beside words; screen readers skip it."""
    return render_to_string(f"components/icons/{name}.html")


class KeptNode(template.Node):
    """What lies between the tags, as it was made for each set of values and language."""

    MOST = 128  # sets of values; a frame has a few, whatever the number of visitors

    def __init__(self, names, body):
        self.names = names
        self.body = body
        self.made = {}

    def render(self, context):
        values = tuple(context.get(name) for name in self.names)
        key = (get_language(), values)
        try:
            made = self.made.get(key)
        except TypeError:  # a list or a dictionary, which may change: make it anew
            return self.make(context, values)
        if made is None:
            made = self.make(context, values)
            if len(self.made) >= self.MOST:
                self.made.clear()
            self.made[key] = made
        return made

    def make(self, context, values):
        return self.body.render(context.new(dict(zip(self.names, values, strict=True))))


@register.tag
def kept(parser, token):
    """Show what lies between the tags, made once in a process for each set of the values that are named.

    ``{% kept exit_url overview_url %}…{% endkept %}`` sees these two values and nothing else, so that what is made
    for one person can hold nothing of another one's. For the frame of a page, which costs more than what is in it.
    """
    names = token.split_contents()[1:]
    body = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(names, body)


@register.filter
def beside(values, others):
    """Pair each value with the one at the same place in `others`."""
    return zip(values, others, strict=False)
