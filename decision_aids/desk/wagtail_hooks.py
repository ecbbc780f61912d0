"""Teams and their members in the Wagtail admin: who they are, never what they read."""

from typing import Any

from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from decision_aids.desk.models import AnswerTemplate, Member
from decision_aids.sharing.models import Team


class TeamDeleteView(DeleteView):
    """Deletes a team that nobody ever wrote to. With any other one, talks would go that are not ours to delete."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            words = gettext("“%(team)s” still has talks with visitors. Untick “In service” instead.")
            messages.error(self.request, words % {"team": self.object})
            return redirect(self.index_url_name)


class TeamViewSet(ModelViewSet):
    """Teams, with what a visitor reads about them before she sends."""

    model = Team
    icon = "group"
    list_display = ["name", "organisation", "active", "answer_days", "order"]
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("organisation"),
        FieldPanel("about"),
        MultiFieldPanel(
            [FieldPanel("hours"), FieldPanel("answer_days"), FieldPanel("may_not_promise")],
            heading=_("What visitors are told"),
        ),
        MultiFieldPanel([FieldPanel("opening"), FieldPanel("closings"), FieldPanel("on_holidays")], heading=_("When")),
        FieldPanel("in_danger"),
        MultiFieldPanel([FieldPanel("active"), FieldPanel("order")], heading=_("Where it is shown")),
    ]
    copy_view_enabled = False
    inspect_view_enabled = False
    delete_view_class = TeamDeleteView


class MemberViewSet(ModelViewSet):
    """Who answers in which team. Being a member gives no key: a colleague grants it at the desk."""

    model = Member
    icon = "user"
    list_display = ["user", "team", "lead"]
    list_filter = ["team", "lead"]
    panels = [
        FieldPanel("team"),
        FieldPanel("user"),
        FieldPanel("lead"),
        FieldPanel("reads_only"),
        FieldPanel("away_until"),
    ]
    copy_view_enabled = False


class AnswerTemplateViewSet(ModelViewSet):
    """Texts to begin an answer with, for one team or for all, per language."""

    model = AnswerTemplate
    icon = "draft"
    list_display = ["title", "language", "team"]
    list_filter = ["language", "team"]
    search_fields = ["title", "text"]
    panels = [FieldPanel("title"), FieldPanel("language"), FieldPanel("team"), FieldPanel("text")]
    inspect_view_enabled = False


class HelpersGroup(ModelViewSetGroup):
    """The menu entry of helpers."""

    menu_label = _("Helpers")
    menu_icon = "group"
    menu_order = 600
    items = (TeamViewSet, MemberViewSet, AnswerTemplateViewSet)


@hooks.register("register_admin_viewset")
def register_helpers() -> HelpersGroup:
    """Put teams and members in the admin."""
    return HelpersGroup()
