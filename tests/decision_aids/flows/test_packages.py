"""Packages: loaded whole or not at all, the same the second time, and the same again on another site."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page, Revision, Site

from cms.accounts.models import User
from cms.library.models import Image
from content.facts.models import Fact
from content.pages.models import ResourcePage
from decision_aids.flows.models import DecisionAidPage, FlowVersion, PackageItem
from decision_aids.flows.packages.loading import Refused, Report, load_package
from decision_aids.flows.packages.reading import Unreadable, read_folder, read_zip
from decision_aids.flows.packages.streams import clean_html
from decision_aids.flows.packages.writing import write_package

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of each new rendition to the collector.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]
STARTER = Path(settings.BASE_DIR) / "content" / "starters" / "ongepland-zwanger"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8"><path d="M0 0h8v8z"/></svg>'


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def parts() -> dict[str, Any]:
    """Give the files of a small package that uses everything a package can say."""
    return {
        "package.json": {"format": 1, "name": "small", "title": "Klein", "version": "1", "languages": ["nl"]},
        "snippets/facts.json": [
            {
                "model": "facts.fact",
                "key": "price",
                "language": "nl",
                "fields": {
                    "key": "price",
                    "statement": "Dit is gratis.",
                    "source_name": "De wet",
                    "verified_on": "2026-01-01",
                    "review_on": "2099-01-01",
                },
            }
        ],
        "media.json": [
            {"model": "library.image", "key": "dot", "file": "media/dot.svg", "fields": {"title": "Een stip"}}
        ],
        "media/dot.svg": DRAWING,
        "pages/read.json": {
            "model": "pages.resourcepage",
            "key": "read",
            "parent": "home",
            "language": "nl",
            "fields": {"title": "Lees meer", "slug": "lees-meer", "body": []},
        },
        "pages/aid.json": {
            "model": "flows.decisionaidpage",
            "key": "aid",
            "parent": "home",
            "language": "nl",
            "fields": {
                "title": "Kleine hulp",
                "slug": "klein",
                "evidence_date": "2026-01-01",
                "picture": "ref:image:dot",
                "privacy": '<p>Lees <a linktype="page" id="ref:page:read">dit</a>.<script>x()</script></p>',
                "options": [{"type": "option", "value": {"name": "Ja", "intro": "<p>x</p>"}, "id": "key:yes"}],
                "flow": [
                    {
                        "type": "step",
                        "id": "key:who",
                        "value": {
                            "title": "Wie ben je?",
                            "items": [
                                {"type": "fact", "value": "ref:fact:price", "id": "key:fact"},
                                {
                                    "type": "vrijuit.choice",
                                    "id": "key:role",
                                    "value": {
                                        "label": "Wie?",
                                        "options": [
                                            {"type": "item", "id": "key:role:me", "value": {"text": "Ik"}},
                                            {"type": "item", "id": "key:role:partner", "value": {"text": "Partner"}},
                                        ],
                                    },
                                },
                            ],
                        },
                    },
                    {
                        "type": "step",
                        "id": "key:end",
                        "value": {
                            "title": "Einde",
                            "outcome": True,
                            "items": [
                                {"type": "text", "value": "<p>Dag.</p>"},
                                {"type": "picture", "value": {"image": "ref:image:dot", "decorative": True}},
                            ],
                        },
                    },
                    {
                        "type": "step",
                        "id": "key:theirs",
                        "value": {
                            "title": "Voor de partner",
                            "show_if": [
                                {
                                    "type": "item",
                                    "value": {
                                        "source": "key:role",
                                        "operator": "any",
                                        "operands": ["key:role:partner"],
                                    },
                                }
                            ],
                            "items": [{"type": "text", "value": "<p>Voor jou.</p>"}],
                        },
                    },
                ],
            },
        },
    }


def packed(files: dict[str, Any], folder: str = "") -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(folder + name, content if isinstance(content, str) else json.dumps(content))
    target.seek(0)
    return target


def load(files: dict[str, Any], **options: Any) -> Report:
    return load_package(read_zip(packed(files)), **options)


def troubles_of(files: dict[str, Any]) -> list[str]:
    """Load what is wrong, and give what was said of it."""
    before = (Page.objects.count(), Fact.objects.count(), Image.objects.count(), PackageItem.objects.count())
    with pytest.raises(Refused) as refusal:
        load(files)
    after = (Page.objects.count(), Fact.objects.count(), Image.objects.count(), PackageItem.objects.count())
    assert after == before
    return [str(trouble) for trouble in refusal.value.report.troubles]


def whats(report: Report) -> dict[str, int]:
    return {what: sum(line.what == what for line in report.lines) for what in {line.what for line in report.lines}}


def test_package_becomes_an_aid_with_everything_it_refers_to() -> None:
    report = load(parts())

    assert whats(report) == {"made": 4}
    aid, fact, read = DecisionAidPage.objects.get(), Fact.objects.get(), ResourcePage.objects.get()
    assert aid.picture == Image.objects.get()
    assert aid.privacy == f'<p>Lees <a linktype="page" id="{read.pk}">dit</a>.x()</p>'
    who, _end, theirs = aid.flow
    assert who.value["items"][0].value == fact
    role = who.value["items"][1]
    asked = theirs.value["show_if"][0]
    assert asked["source"] == role.id
    assert asked["operands"] == [role.value["options"].bound_blocks[1].id]
    assert FlowVersion.objects.get().load().steps[0].title == "Wie ben je?"


def test_every_block_has_an_id_and_the_same_one_each_time() -> None:
    load(parts())
    first = json.dumps(DecisionAidPage.objects.get().flow.get_prep_value())
    PackageItem.objects.all().delete()
    DecisionAidPage.objects.all().delete()
    Fact.objects.all().delete()

    load(parts())

    second = json.dumps(DecisionAidPage.objects.get().flow.get_prep_value())
    assert '"id": null' not in first
    assert [part["id"] for part in json.loads(first)] == [part["id"] for part in json.loads(second)]


def test_second_load_changes_nothing() -> None:
    load(parts())
    before = (Revision.objects.count(), FlowVersion.objects.count(), Image.objects.count())

    report = load(parts())

    assert whats(report) == {"same": 4}
    assert (Revision.objects.count(), FlowVersion.objects.count(), Image.objects.count()) == before


def test_newer_package_updates_what_the_first_one_made() -> None:
    load(parts())
    newer = parts()
    newer["pages/aid.json"]["fields"]["title"] = "Betere hulp"
    newer["snippets/facts.json"][0]["fields"]["statement"] = "Dit kost 5 euro."
    newer["media/dot.svg"] = DRAWING.replace("h8v8", "h4v4")

    report = load(newer)

    assert whats(report) == {"changed": 3, "same": 1}
    aid = DecisionAidPage.objects.get()
    assert (aid.title, aid.slug, Fact.objects.get().statement) == ("Betere hulp", "klein", "Dit kost 5 euro.")
    with Image.objects.get().file.open() as drawing:
        assert b"h4v4" in drawing.read()


def test_fact_that_an_editor_brought_stays_as_it_is() -> None:
    load(parts())
    PackageItem.objects.filter(key__startswith="fact:").delete()
    Fact.objects.update(statement="Van de redactie.")

    report = load(parts())

    assert whats(report)["kept"] == 1
    assert Fact.objects.get().statement == "Van de redactie."


def test_drafts_stay_drafts() -> None:
    load(parts(), publish=False)

    assert not DecisionAidPage.objects.live().exists()
    assert not FlowVersion.objects.exists()
    assert DecisionAidPage.objects.get().get_latest_revision_as_object().flow[0].value["title"] == "Wie ben je?"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda f: f.update({"pages/aid.json": "{"}), "pages/aid.json: This is not JSON"),
        (lambda f: f["pages/aid.json"].pop("language"), "pages/aid.json: This is missing or wrong: language"),
        (lambda f: f["pages/aid.json"].update(model="auth.group"), "pages/aid.json: aid model: A package cannot hold"),
        (lambda f: f["pages/aid.json"].update(model="wagtailcore.page"), "aid model: A package cannot hold"),
        (lambda f: f["pages/aid.json"].update(parent="nowhere"), "aid parent: There is no such page: nowhere"),
        (lambda f: f["pages/aid.json"].update(language="xx"), "aid language: This site has no such language: xx"),
        (lambda f: f["pages/aid.json"]["fields"].update(owner=1), "aid owner: There is no such field."),
        (lambda f: f["pages/aid.json"]["fields"].update(picture=1), "aid picture: Write a reference here"),
        (lambda f: f["pages/aid.json"]["fields"].update(picture="ref:image:x"), "not in the package: ref:image:x"),
        (lambda f: f["pages/aid.json"]["fields"].update(evidence_date="soon"), "aid evidence_date: "),
        (lambda f: f["pages/aid.json"]["fields"].update(flow="x"), "aid flow: Write a list of blocks here."),
        (
            lambda f: f["pages/aid.json"]["fields"]["flow"][0]["value"]["items"][0].update(value=1),
            "aid flow: fact: Write a reference here",
        ),
        (
            lambda f: f["pages/aid.json"]["fields"]["flow"][1]["value"].update(title=""),
            "aid flow[1].title: ",
        ),
        (
            lambda f: f["pages/aid.json"]["fields"]["flow"][2]["value"]["show_if"][0]["value"].update(source="key:x"),
            "aid flow[2].show_if[0] (Voor de partner): This depends on a question that is not there any more",
        ),
        (
            lambda f: f["pages/aid.json"]["fields"]["flow"][0]["value"]["items"].append({"type": "a.b", "value": 1}),
            "aid flow[0].items[2] (Wie ben je?): This was made with",
        ),
        (
            lambda f: f["pages/read.json"]["fields"].update(body=[{"type": "gone", "value": 1}]),
            "read body[0]: There is no block of this type: gone",
        ),
        (
            lambda f: f["snippets/facts.json"].append(f["snippets/facts.json"][0]),
            "[1] price key: This key stands here twice",
        ),
        (lambda f: f["snippets/facts.json"][0]["fields"].pop("statement"), "[0] price statement: "),
        (lambda f: f["media.json"][0].update(file="media/gone.svg"), "media.json: [0]: This is missing or wrong: file"),
        (lambda f: f.update({"media/dot.svg": DRAWING.replace("<path", "<script/><path")}), "holds a script"),
        (lambda f: f.update({"media/dot.svg": "no picture"}), "[0] dot file: "),
    ],
)
def test_faulty_package_changes_nothing_and_says_where(change: Any, said: str, settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"
    files = parts()
    change(files)

    troubles = troubles_of(files)

    assert any(said in trouble for trouble in troubles), troubles
    assert not list((Path(settings.MEDIA_ROOT) / "original_images").glob("*"))


def test_all_faults_are_said_at_once() -> None:
    files = parts()
    files["pages/aid.json"]["fields"]["evidence_date"] = "soon"
    files["pages/read.json"]["fields"]["title"] = ""
    files["snippets/facts.json"][0]["fields"]["review_on"] = "later"

    assert {trouble.partition(":")[0] for trouble in troubles_of(files)} == {
        "pages/aid.json",
        "pages/read.json",
        "snippets/facts.json",
    }


@pytest.mark.parametrize(
    "file",
    [
        io.BytesIO(b"no zip"),
        packed({"readme.txt": "hello"}),
        packed({"package.json": {"format": 99, "name": "x"}}),
        packed({"package.json": {"format": 1, "name": "../x"}}),
        packed({"package.json": "[]"}),
    ],
)
def test_what_is_no_package_is_said_to_be_none(file: io.BytesIO) -> None:
    with pytest.raises(Unreadable):
        read_zip(file)


def test_package_may_lie_in_a_folder_of_the_zip() -> None:
    package = read_zip(packed(parts(), "small-1.0/"))

    assert (package.name, len(list(package.entries))) == ("small", 4)


def test_too_much_in_a_zip_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("decision_aids.flows.packages.reading.MOST_BYTES", 10)

    with pytest.raises(Unreadable):
        read_zip(packed(parts()))


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ('<p onclick="x">a</p>', "<p>a</p>"),
        ('<a linktype="page" id="7" onclick="x">a</a>', '<a linktype="page" id="7">a</a>'),
        ('<a linktype="document" id="7">a</a>', '<a linktype="document" id="7">a</a>'),
        ('<a linktype="page">a</a>', "<a>a</a>"),
        ('<a href="https://www.example.org/">a</a>', '<a href="https://www.example.org/">a</a>'),
        ('<a href="javascript:x()">a</a>', "<a>a</a>"),
        ('<a href="/-internal-/page/7/">a</a><img src=x onerror=y>', '<a linktype="page" id="7">a</a>'),
    ],
)
def test_rich_text_is_cleaned_and_keeps_its_links(html: str, clean: str) -> None:
    assert clean_html(html) == clean


# -- the starter, and the way out and in again ----------------------------------------------------------------


def test_starter_loads_publishes_and_comes_back_the_same_from_its_own_export(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_starter", "ongepland-zwanger")
    home = Site.objects.get(is_default_site=True).root_page
    aid = DecisionAidPage.objects.get()
    version = FlowVersion.objects.get()
    assert home.specific_class.__name__ == "HomePage"
    assert aid.live
    assert len(version.load().steps) >= 30

    call_command("load_starter", "ongepland-zwanger", "--once")
    assert "loaded before" in capsys.readouterr().out
    content = write_package(aid)
    assert content == write_package(aid), "the same aid gives the same bytes"

    for page in Page.objects.filter(depth=3):
        page.delete()
    for model in (PackageItem, Fact, Image, FlowVersion):
        model.objects.all().delete()
    load_package(read_zip(io.BytesIO(content)))

    again = FlowVersion.objects.get()
    assert again.structure_hash == version.structure_hash
    assert [step.title for step in again.load().steps] == [step.title for step in version.load().steps]
    assert Fact.objects.exists()
    assert not write_package(DecisionAidPage.objects.get()).startswith(b"{")


def test_starter_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(CommandError, match="ongepland-zwanger"):
        call_command("load_starter", "nothing-like-this")


def test_every_starter_can_be_read() -> None:
    assert read_folder(STARTER).troubles == []


def test_home_page_that_an_editor_made_stays_when_a_package_brings_its_own() -> None:
    call_command("load_starter", "ongepland-zwanger")
    home = Site.objects.get(is_default_site=True).root_page
    PackageItem.objects.all().delete()
    DecisionAidPage.objects.all().delete()
    type(home.specific).objects.update(title="Van de redactie")

    load_package(read_folder(STARTER))

    home.refresh_from_db()
    assert (home.title, Site.objects.get(is_default_site=True).root_page_id) == ("Van de redactie", home.pk)


# -- in the admin ---------------------------------------------------------------------------------------------


def test_editor_loads_a_zip_and_reads_what_became_of_it(editor: Client) -> None:
    file = SimpleUploadedFile("small.zip", packed(parts()).read(), "application/zip")

    page = editor.post("/admin/aids/load/", {"file": file, "publish": "on"}).content.decode()

    assert DecisionAidPage.objects.live().exists()
    assert "Kleine hulp" in page


def test_editor_reads_what_is_wrong_with_a_zip(editor: Client) -> None:
    files = parts()
    files["pages/aid.json"]["fields"]["picture"] = "ref:image:x"
    file = SimpleUploadedFile("small.zip", packed(files).read(), "application/zip")

    response = editor.post("/admin/aids/load/", {"file": file})

    assert response.status_code == 422
    assert "ref:image:x" in response.content.decode()
    assert not DecisionAidPage.objects.exists()


def test_editor_takes_an_aid_along_as_a_zip(editor: Client) -> None:
    load(parts())

    response = editor.get(f"/admin/aids/{DecisionAidPage.objects.get().pk}/download/")

    assert response.headers["Content-Disposition"] == 'attachment; filename="klein.zip"'
    assert read_zip(io.BytesIO(response.content)).name == "klein"


def test_loading_needs_its_own_permission() -> None:
    user = User.objects.create_user(username="writer", email="writer@example.org", password="proef proef proef")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/admin/aids/load/").status_code == 302
