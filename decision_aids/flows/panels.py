"""The editor of a decision aid: its tabs, with the list of what is still to mend above them."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import TabbedInterface

from decision_aids.flows.gate import split


class AidTabs(TabbedInterface):
    """Tabs, and above them every problem of the draft with a link to its block."""

    class BoundPanel(TabbedInterface.BoundPanel):
        template_name = "flows/panels/aid_tabs.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            stored = self.instance.pk is not None
            if stored or self.form.is_bound:
                context |= split(self.form.problems)
                context["refused"] = self.form.is_bound and self.form.asks_to_publish
            if stored:
                context["problems_url"] = reverse("flows_admin:problems", args=[self.instance.pk])
            return context
