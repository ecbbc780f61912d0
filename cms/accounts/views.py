"""Where somebody goes after signing in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


@login_required
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send an editor to the Wagtail admin, and a helper to the desk."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    return redirect("/desk/")
