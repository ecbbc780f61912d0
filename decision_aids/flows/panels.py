"""The editor of a decision aid: its tabs, with the list of what is still to mend above them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import TabbedInterface
from wagtail.models import Page

from decision_aids.flows.gate import split
from decision_aids.flows.offer import hidden_kinds


class AidTabs(TabbedInterface):
    """Tabs, and above them every problem of the draft with a link to its block."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "flows/panels/aid_tabs.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            stored = self.instance.pk is not None
            context["hidden_kinds"] = hidden_kinds(self.instance if stored else self._parent())
            if stored or self.form.is_bound:
                context |= split(self.form.problems)
                context["refused"] = self.form.is_bound and self.form.asks_to_publish
            if stored:
                context["problems_url"] = reverse("flows_admin:problems", args=[self.instance.pk])
            return context

        def _parent(self) -> Page | None:
            """The page under which a new one is being made."""
            match = getattr(self.request, "resolver_match", None)
            return Page.objects.filter(pk=match.kwargs.get("parent_page_id")).first() if match else None
