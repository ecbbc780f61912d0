"""The answer to a search. It comes by POST: an address with a word in it would stay in the browser's history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.directory.models import DirectoryPage
from content.directory.search import LONGEST, find_organisations


@csrf_exempt  # it changes nothing, and the page with the form must be the same for everyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show the organisations found, in the frame of the directory page."""
    page = get_object_or_404(DirectoryPage.objects.live().filter(locale__language_code=get_language())[:1])
    if request.method != "POST":
        return redirect(page.get_url(request))
    text = request.POST.get("words", "")[:LONGEST]
    context = page.get_context(request)
    context["words"] = text
    context["list_url"] = page.get_url(request)
    context["found"] = find_organisations(text, get_language()) if text.strip() else None
    return render(request, page.template, context)
