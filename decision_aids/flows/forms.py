"""The form of a decision aid in the editor: a draft may hold errors, what is published may not."""

from __future__ import annotations

from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm

from decision_aids.flows.checks import STREAMS
from decision_aids.flows.compile import Compiled
from decision_aids.flows.gate import Problem, block_errors, find_problems

ACTIONS = ("action-publish", "action-submit", "action-restart-workflow")


class DecisionAidForm(WagtailAdminPageForm):
    """Refuses to publish, to schedule or to hand in for approval what holds errors, and says so at each block."""

    @cached_property
    def asks_to_publish(self) -> bool:
        """Whether what was sent would lead to visitors without another look at this form."""
        if any(self.data.get(action) for action in ACTIONS):
            return True
        return bool(self.data.get("action-workflow-action")) and self.data.get("workflow-action-name") == "approve"

    @cached_property
    def problems(self) -> list[Problem]:
        """Every problem of the aid as this form holds it; of the stored draft before anything was sent."""
        refused = [name for name in STREAMS if self.is_bound and name in self.errors]
        for name in refused:
            setattr(self.instance, name, self[name].value())
        # What a block refuses cannot be compiled: first those, then the way through.
        return find_problems(self.instance, Compiled({}) if refused else None)

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.asks_to_publish or any(name in self.errors for name in STREAMS):
            return
        errors = [problem for problem in self.problems if problem.is_error]
        for name, error in block_errors(self.instance, errors):
            self.add_error(name, error)
