"""Loading a package from a zip and downloading one, in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from decision_aids.flows.admin_views import get_draft
from decision_aids.flows.packages.loading import Refused, load_package
from decision_aids.flows.packages.reading import Unreadable, read_zip
from decision_aids.flows.packages.writing import write_package

MOST_BYTES = 60 * 1024 * 1024


class PackageForm(forms.Form):
    """A zip, and whether its pages go live at once."""

    file = forms.FileField(
        label=_("Package"),
        help_text=_("A zip file that was downloaded here or on another site."),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )
    publish = forms.BooleanField(
        label=_("Publish its pages at once"), required=False, help_text=_("Otherwise you find them as drafts.")
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is too large."))
        return file


class LoadPackageView(WagtailAdminTemplateMixin, FormView):
    """Takes a zip and says of every part what became of it."""

    page_title = _("Load a package")
    header_icon = "upload"
    template_name = "flows/admin/load.html"
    form_class = PackageForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.has_perm("flows.add_packageitem"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("flows_admin:aids"), "label": gettext("Decision aids")},
            {"url": "", "label": self.get_page_title()},
        ]

    def form_valid(self, form: PackageForm) -> HttpResponse:
        try:
            package = read_zip(form.cleaned_data["file"])
            report = load_package(package, user=self.request.user, publish=form.cleaned_data["publish"])
        except Unreadable as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        except Refused as refusal:
            return self.render_to_response(self.get_context_data(form=form, refused=refusal.report), status=422)
        return self.render_to_response(self.get_context_data(form=PackageForm(), package=package, report=report))


@require_GET
def download_package(request: HttpRequest, page_id: int) -> HttpResponse:
    """Give an aid as a zip."""
    aid = get_draft(request, page_id)
    response = HttpResponse(write_package(type(aid).objects.get(pk=aid.pk)), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{aid.slug}.zip"'
    return response
