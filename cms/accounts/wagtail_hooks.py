"""Puts the help for a lost phone beside every user in the Wagtail admin."""

from collections.abc import Iterator

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from cms.accounts.lost_phone import ForgetSecondFactorView, may_forget
from cms.accounts.models import User


@hooks.register("register_admin_urls")
def register_addresses() -> list[URLResolver]:
    """Give the address where the second step of somebody is taken away."""
    view = ForgetSecondFactorView.as_view()
    addresses = [path("<int:user_id>/second-step/", view, name="forget_second_factor")]
    return [path("accounts/", include((addresses, "accounts_admin")))]


@hooks.register("register_user_listing_buttons")
def offer_to_forget(user: User, request_user: User) -> Iterator[Button]:
    """Offer it for everybody for whom this administrator may do it."""
    if may_forget(request_user, user):
        address = reverse("accounts_admin:forget_second_factor", args=[user.pk])
        yield Button(_("Second step lost"), url=address, icon_name="key", priority=60)


@hooks.register("register_log_actions")
def name_in_the_log(actions: LogActionRegistry) -> None:
    """Name what was done in the history of the site."""
    words = _("Took away the second step")
    actions.register_action("accounts.forget_second_factor", words, words)
