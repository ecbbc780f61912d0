"""The roles of staff, as groups with rights in the Wagtail admin.

A visitor's space, journey and share belong to no role: no right in the admin opens them.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

EDITORS, HELPERS, TEAM_LEADS, ADMINISTRATORS = ROLES = ("Editors", "Helpers", "Team leads", "Administrators")

PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
# Wagtail keeps the rights on all pictures, documents and media with its own models, whichever models stand in for them.
COLLECTION_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "delete_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "delete_document", "choose_document"),
    "wagtailmedia": ("add_media", "change_media", "delete_media"),
}
# Apps whose models editors may list, add, change and delete.
EDITED = (
    "facts",
    "directory",
    "videos",
    "blocks",
    "pages",
    "flows",
    "library",
    "taggit",
    "wagtailredirects",
    "wagtail_localize",
)
# What editors do not decide: which exercises the site offers.
DECIDED_ABOVE = ("exercisesettings",)
# Apps that nobody touches in the admin: what visitors wrote, and what the machinery keeps.
CLOSED = (
    "spaces", "journeys", "sharing", "comparing", "desk", "insights", "axes", "account", "mfa", "sessions", "contenttypes",
    "django_tasks_database", "wagtailsearch", "base",
)  # fmt: skip
# What administrators do need of those: who answers, and the settings of the site.
OPENED = (("sharing", "team"), ("desk", "member"), ("desk", "answertemplate"), ("base", "sitesettings"))


def grant_roles() -> None:
    """Make the groups of all roles and give each what it may do; what an operator added by hand stays."""
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in ROLES}
    enter = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    edited = Q(content_type__app_label__in=EDITED) & ~Q(content_type__model__in=DECIDED_ABOVE)
    groups[EDITORS].permissions.add(*Permission.objects.filter(enter | edited))
    manageable = ~Q(content_type__app_label__in=CLOSED)
    for app, model in OPENED:
        manageable |= Q(content_type__app_label=app, content_type__model=model)
    groups[ADMINISTRATORS].permissions.add(*Permission.objects.filter(manageable))
    for role in (EDITORS, ADMINISTRATORS):
        _grant_pages(groups[role])
        _grant_collections(groups[role])
    _grant_approval(groups[EDITORS], groups[ADMINISTRATORS])


def _grant_approval(*approvers: Group) -> None:
    """Let these approve where nobody may: a page that waits for nobody stays locked for everybody."""
    for task in GroupApprovalTask.objects.filter(groups=None):
        task.groups.add(*approvers)


def _grant_pages(group: Group) -> None:
    root = Page.get_first_root_node()
    if root is None:  # a database that is being filled
        return
    for permission in _of_app("wagtailcore", PAGE_RIGHTS):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _grant_collections(group: Group) -> None:
    root = Collection.get_first_root_node()
    if root is None:
        return
    for app, codenames in COLLECTION_RIGHTS.items():
        for permission in _of_app(app, codenames):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _of_app(app: str, codenames: Iterable[str]) -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
