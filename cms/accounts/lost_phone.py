"""What an administrator does for somebody of the staff whose phone and recovery codes are lost."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.accounts.models import User


def may_forget(user: User, other: User) -> bool:
    """Say whether `user` may take the second step of `other` away: never their own, and never of who may do more."""
    return user.has_perm("accounts.change_user") and user != other and (user.is_superuser or not other.is_superuser)


@transaction.atomic
def forget_second_factor(other: User, by: User) -> None:
    """Take away every second step of `other`, tell them by mail, and note who did it.

    The next sign-in asks for a new one before anything else. What is sealed at the desk stays closed: it opens with
    the passphrase of the desk only, which no administrator can set.
    """
    Authenticator.objects.filter(user=other).delete()
    log(instance=other, action="accounts.forget_second_factor", user=by)
    with translation.override(other.preferred_language):
        subject = gettext("Your second step was taken away")
        body = gettext(
            "An administrator took away the second step of your account, because your phone was lost. "
            "At your next sign-in you set up a new one. Did you not ask for this? Tell your administrator today."
        )
    transaction.on_commit(lambda: send_mail(subject, body, None, [other.email]), robust=True)


class ForgetSecondFactorView(WagtailAdminTemplateMixin, TemplateView):
    """Asks once, then takes the second step of somebody away."""

    page_title = _("Take away the second step")
    header_icon = "key"
    template_name = "accounts/admin/forget_second_factor.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.other = get_object_or_404(User, pk=kwargs["user_id"])
        if not may_forget(request.user, self.other):
            raise PermissionDenied

    def get_page_subtitle(self) -> str:
        return self.other.get_username()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        users = {"url": reverse("wagtailusers_users:index"), "label": gettext("Users")}
        return [*super().get_breadcrumbs_items(), users, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(other=self.other, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forget_second_factor(self.other, by=request.user)
        words = gettext("“%(name)s” sets up a new second step at the next sign-in.")
        messages.success(request, words % {"name": self.other.get_username()})
        return redirect("wagtailusers_users:index")
