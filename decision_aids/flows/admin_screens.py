"""Screens about an aid in the admin: all aids, the map of one, its versions and taking one back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log
from wagtail.permissions import page_permission_policy

from decision_aids.flows.admin_views import get_draft
from decision_aids.flows.flow_map import map_flow
from decision_aids.flows.models import DecisionAidPage, FlowVersion
from decision_aids.flows.services import withdraw_version


class AidsView(WagtailAdminTemplateMixin, TemplateView):
    """Every aid that this person may edit, with the version that visitors get."""

    page_title = _("Decision aids")
    header_icon = "form"
    template_name = "flows/admin/aids.html"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = page_permission_policy.instances_user_has_permission_for(self.request.user, "change")
        aids = DecisionAidPage.objects.filter(pk__in=pages.values("pk")).defer_streamfields()
        aids = list(aids.select_related("locale").order_by("title", "locale__language_code"))
        versions = FlowVersion.objects.filter(flow_key__in=[aid.translation_key for aid in aids], withdrawn=False)
        newest = {
            (version.flow_key, version.language): version for version in versions.defer("document").order_by("number")
        }
        rows = [{"aid": aid, "version": newest.get((aid.translation_key, aid.locale.language_code))} for aid in aids]
        return super().get_context_data(
            rows=rows, may_load=self.request.user.has_perm("flows.add_packageitem"), **kwargs
        )


class AidView(WagtailAdminTemplateMixin, TemplateView):
    """What the screens about one aid share."""

    header_icon = "form"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.aid = get_draft(request, kwargs["page_id"])

    def get_page_subtitle(self) -> str:
        return self.aid.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("flows_admin:aids"), "label": gettext("Decision aids")},
            {"url": reverse("wagtailadmin_pages:edit", args=[self.aid.pk]), "label": self.get_page_subtitle()},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(aid=self.aid, **kwargs)


class MapView(AidView):
    """The way through the newest draft."""

    page_title = _("Map of the flow")
    template_name = "flows/admin/map.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.aid.pk])
        return super().get_context_data(chapters=map_flow(self.aid), edit_url=edit_url, **kwargs)


class VersionsView(AidView):
    """Every version of an aid, and how far each has been overtaken."""

    page_title = _("Versions")
    template_name = "flows/admin/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = list(FlowVersion.objects.of(self.aid).defer("document").order_by("-number"))
        rows = []
        for place, version in enumerate(versions):
            newer = {other.structure_hash for other in versions[:place]} - {version.structure_hash}
            rows.append({"version": version, "newer_structures": len(newer)})
        may_withdraw = self.aid.permissions_for_user(self.request.user).can_publish()
        return super().get_context_data(rows=rows, may_withdraw=may_withdraw, **kwargs)


class WithdrawForm(forms.Form):
    """Why a version is taken back."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("Visitors who are half-way read this. Say what was wrong and what they can do."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    and_earlier = forms.BooleanField(label=_("Also every version before it"), required=False)


class WithdrawView(AidView, FormView):
    """Asks why, then takes a version back."""

    page_title = _("Withdraw a version")
    template_name = "flows/admin/withdraw.html"
    form_class = WithdrawForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not self.aid.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        versions = FlowVersion.objects.of(self.aid).filter(withdrawn=False).defer("document")
        self.version = get_object_or_404(versions, number=kwargs["number"])

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        withdraw_version(self.version, reason=reason, and_earlier=form.cleaned_data["and_earlier"])
        log(
            instance=self.aid,
            action="flows.withdraw",
            user=self.request.user,
            data={"number": self.version.number, "reason": reason},
        )
        messages.success(self.request, gettext("Version %(number)d was withdrawn.") % {"number": self.version.number})
        return redirect("flows_admin:versions", self.aid.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(version=self.version, **kwargs)
