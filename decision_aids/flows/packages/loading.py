"""Puts a package into the database: all of it or nothing, and the second time the same objects again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Locale, Page

from decision_aids.flows.gate import CannotPublish, places_by_id
from decision_aids.flows.models import DecisionAidPage
from decision_aids.flows.packages.files import FileStore
from decision_aids.flows.packages.filling import Filler
from decision_aids.flows.packages.homes import HOME, KEPT, MADE, find_home, make_home
from decision_aids.flows.packages.keys import Keys
from decision_aids.flows.packages.naming import PAGE, UnknownReference, about, kind_of, model_of, rows
from decision_aids.flows.packages.reading import Entry, Package, Trouble
from decision_aids.flows.walking import path_words

ROOT = "root"  # the parent of a home page
CHANGED, SAME = "changed", "same"


@dataclass(frozen=True, slots=True)
class Line:
    """One object of a package and what became of it: made, changed, same, or kept as it already stood here."""

    what: str
    kind: str
    thing: models.Model


@dataclass(slots=True)
class Report:
    """What loading a package did; with troubles, nothing was done."""

    lines: list[Line] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def pages(self) -> list[Any]:
        return [line.thing for line in self.lines if isinstance(line.thing, Page)]


class Refused(Exception):
    """The package was not loaded; `report.troubles` says why."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("\n".join(str(trouble) for trouble in report.troubles))


def load_package(package: Package, *, user: Any = None, publish: bool = True) -> Report:
    """Load a package and give what became of each part. Raises `Refused`, and then nothing has changed.

    An object that an earlier load made is found again by its key and updated. One that was here before any package
    and has the same key stays as it is. Without `publish`, pages are left as drafts.
    """
    loader = _Loader(package, user, publish=publish)
    try:
        with transaction.atomic():
            loader.load()
            if loader.report.troubles:
                raise Refused(loader.report)
    except Refused:
        loader.files.take_back()
        raise
    return loader.report


class _Loader:
    def __init__(self, package: Package, user: Any, *, publish: bool) -> None:
        self.package = package
        self.user = user
        self.publish = publish
        self.report = Report(troubles=list(package.troubles))
        self.keys = Keys(package.name)
        self.filler = Filler(package.name, self.keys.find, draft=not publish)
        self.files = FileStore(package)

    def load(self) -> None:
        self._check_entries()
        if self.report.troubles:
            return
        images_first = sorted(self.package.media, key=lambda entry: kind_of(model_of(entry.model)) != "image")
        for entry in images_first:
            self._load_file(entry)
        pages = [(entry, page, what) for entry in self._parents_first() for page, what in [self._place(entry)] if page]
        for entry in self.package.snippets:
            self._load_snippet(entry)
        drafts = [
            (entry, draft, what)
            for entry, page, what in pages
            for draft in [self._fill_page(entry, page, what)]
            if draft is not None
        ]
        # An aid that links to a page needs its address, and only a live page has one.
        for entry, draft, what in sorted(drafts, key=lambda one: isinstance(one[1], DecisionAidPage)):
            self._finish_page(entry, draft, what)

    # -- what is asked of entries ----------------------------------------------------------------------

    def _check_entries(self) -> None:
        seen = set()
        for entry in self.package.entries:
            model = model_of(entry.model)
            if model is None or (bool(entry.parent) != issubclass(model, Page)):
                self._complain(entry, "model", _("A package cannot hold this: %(model)s") % {"model": entry.model})
            elif (kind_of(model), entry.key, entry.language) in seen:
                self._complain(entry, "key", _("This key stands here twice: %(key)s") % {"key": entry.key})
            else:
                seen.add((kind_of(model), entry.key, entry.language))
            if entry.language and entry.language not in dict(settings.WAGTAIL_CONTENT_LANGUAGES):
                words = _("This site has no such language: %(language)s") % {"language": entry.language}
                self._complain(entry, "language", words)

    def _complain(self, entry: Entry, path: str, words: str) -> None:
        where = f"{entry.where} {entry.key} {path}".strip()
        self.report.troubles.append(Trouble(entry.source, where, words))

    # -- files, snippets, pages ------------------------------------------------------------------------

    def _fill(self, thing: models.Model, entry: Entry) -> bool:
        """Fill an object; False when something is wrong with it."""
        wrong = list(self.filler.fill(thing, entry))
        for path, words in wrong:
            self._complain(entry, path, words)
        return not wrong

    def _load_file(self, entry: Entry) -> None:
        known = self.keys.known(entry)
        thing = known or model_of(entry.model)()
        before = _state(thing)
        try:
            fresh = self.files.put(thing, entry)
            if not self._fill(thing, entry):
                return
            changed = fresh or _state(thing) != before
            if changed:
                thing.save()
            self.files.put_tracks(thing, entry)
        except ValueError as error:
            self._complain(entry, "file", str(error))
            return
        self.keys.note(entry, thing)
        self._tell(known, changed=changed, thing=thing)

    def _load_snippet(self, entry: Entry) -> None:
        model = model_of(entry.model)
        known = self.keys.known(entry)
        locale = self.keys.locale(entry.language or settings.LANGUAGE_CODE)
        if known is None:
            same = rows(model).filter(key=entry.fields.get("key") or entry.key, locale=locale).first()
            if same is not None:  # another package or an editor brought it: theirs stands
                self.keys.use(entry, same)
                self.report.lines.append(Line(KEPT, kind_of(model), same))
                return
        thing = known or model(locale=locale, translation_key=self.keys.translation_key(entry))
        before = _state(thing)
        if not self._fill(thing, entry):
            return
        changed = _state(thing) != before
        if known is None or changed:
            thing.save()
            if isinstance(thing, DraftStateMixin):
                thing.save_revision(user=self.user).publish(user=self.user, skip_permission_checks=True)
        self.keys.note(entry, thing)
        self._tell(known, changed=changed, thing=thing)

    def _parents_first(self) -> list[Entry]:
        """Sort pages so that each comes after the one it hangs under, and complain about those that hang nowhere."""
        waiting = list(self.package.pages)
        keys = {entry.key for entry in waiting}
        placed: list[Entry] = []
        there = {ROOT} | ({HOME} - keys)
        while waiting:
            ready = [entry for entry in waiting if entry.parent in there]
            if not ready:
                for entry in waiting:
                    self._complain(entry, "parent", _("There is no such page: %(key)s") % {"key": entry.parent})
                break
            placed.extend(ready)
            there.update(entry.key for entry in ready)
            waiting = [entry for entry in waiting if entry not in ready]
        return placed

    def _place(self, entry: Entry) -> tuple[Any, str]:
        """Give the page of an entry in its place in the tree, and whether it was made; (None, "") if it cannot be."""
        model = model_of(entry.model)
        known = self.keys.known(entry)
        if known is not None:
            self.keys.use(entry, known)
            return known, SAME
        locale = self.keys.locale(entry.language)
        title = str(entry.fields.get("title") or entry.key)
        page = model(title=title, slug=str(entry.fields.get("slug") or entry.key), locale=locale, live=False)
        page.translation_key = self.keys.translation_key(entry)
        if entry.parent == ROOT:
            page, what = make_home(page)
        else:
            parent = self._parent(entry, locale)
            if parent is None:
                self._complain(entry, "parent", _("There is no home page in this language to hang it under."))
                return None, ""
            if parent.get_children().filter(slug=page.slug).exists():
                page.slug = f"{page.slug}-{self.package.name}"[:255]
                entry.fields["slug"] = page.slug
            page, what = parent.add_child(instance=page), MADE
        if what == KEPT:
            self.keys.use(entry, page)
            self.report.lines.append(Line(KEPT, PAGE, page))
            return None, ""
        self.keys.note(entry, page)
        return page, what

    def _parent(self, entry: Entry, locale: Locale) -> Page | None:
        try:
            return Page.objects.get(pk=self.keys.find(PAGE, entry.parent, entry.language))
        except UnknownReference:
            return find_home(locale)

    def _fill_page(self, entry: Entry, page: Any, what: str) -> Any:
        """Give the draft that the entry makes of a page, or None when something is wrong with it."""
        page.refresh_from_db(fields=["path", "depth", "numchild"])  # pages were put under it since it was made
        draft = page.get_latest_revision_as_object()
        before = _state(draft)
        if not self._fill(draft, entry):
            return None
        changed = what == MADE or _state(draft) != before
        draft.package_changed = changed
        return draft

    def _finish_page(self, entry: Entry, draft: Any, what: str) -> None:
        stale = self.publish and (not draft.live or draft.has_unpublished_changes)
        if not draft.package_changed and not stale:
            self.report.lines.append(Line(SAME, PAGE, draft))
            return
        revision = draft.save_revision(user=self.user)
        if self.publish:
            try:
                with transaction.atomic():
                    revision.publish(user=self.user, skip_permission_checks=True)
            except CannotPublish as refusal:
                self._complain_of_problems(entry, draft, refusal)
                return
        self.report.lines.append(Line(what if what == MADE else CHANGED, PAGE, draft))

    def _complain_of_problems(self, entry: Entry, draft: Any, refusal: CannotPublish) -> None:
        places = places_by_id(draft)
        for problem in refusal.problems:
            name, place = places.get(problem.block, ("", None))
            path = name + path_words(place.path) if place is not None else ""
            where = f"{path} ({problem.where})" if problem.where else path
            self._complain(entry, where, problem.words)

    def _tell(self, known: Any, *, changed: bool, thing: models.Model) -> None:
        what = MADE if known is None else CHANGED if changed else SAME
        self.report.lines.append(Line(what, kind_of(type(thing)), thing))


def _state(thing: models.Model) -> dict[str, Any]:
    """Give what is stored of an object, to see whether something changed."""
    return {
        field.attname: field.get_prep_value(field.value_from_object(thing))
        for field in about(thing).concrete_fields
        if not isinstance(field, models.FileField)
    }
