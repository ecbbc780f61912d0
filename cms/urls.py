"""Every address of the site."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.base import health
from cms.library.serving import serve_media

handler400 = "cms.base.errors.bad_request"
handler403 = "cms.base.errors.forbidden"
handler404 = "cms.base.errors.not_found"
handler429 = "cms.base.errors.too_many"
handler500 = "cms.base.errors.server_error"

# First what is asked for most: each pattern that is tried takes time.
# decision_aids is itself a plugin: without it the site serves its content all the same.
spaces = []
if apps.is_installed("decision_aids.journeys"):
    spaces.append(path("s/", include("decision_aids.journeys.urls")))
if apps.is_installed("decision_aids.sharing"):
    spaces.append(path("s/share/", include("decision_aids.sharing.urls")))
    spaces.append(path("s/in/", include("decision_aids.sharing.reader_urls")))
if apps.is_installed("decision_aids.comparing"):
    spaces.append(path("s/two/", include("decision_aids.comparing.urls")))
if apps.is_installed("decision_aids.spaces"):
    spaces.append(path("s/", include("decision_aids.spaces.urls")))

urlpatterns = i18n_patterns(
    *spaces,
    path("", include("content.directory.urls")),
    path("", include("content.pages.urls")),
    prefix_default_language=True,
)

urlpatterns += [
    path("livez", health.alive, name="livez"),
    path("readyz", health.ready, name="readyz"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("cms.accounts.urls")),
]

if apps.is_installed("decision_aids.desk"):
    urlpatterns.append(path("desk/", include("decision_aids.desk.urls")))

if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>.*)$", serve_media))
