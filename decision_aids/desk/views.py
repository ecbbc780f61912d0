"""The desk: set up, unlock, see what is new, open a share, answer, close."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.models import User
from decision_aids.desk import keyring
from decision_aids.desk.forms import SayForm, SetupForm, UnlockForm
from decision_aids.desk.guard import for_members, unlocked
from decision_aids.desk.inbox import VIEWS, counts_of, rooms_of
from decision_aids.desk.models import HelperKey, Member
from decision_aids.desk.unlocking import OpenDesk, lock_desk, open_desk, unlock_desk
from decision_aids.sharing.models import Message, Share
from decision_aids.sharing.rooms import Room, open_room
from decision_aids.sharing.services import RoomClosed, RoomFull, close_share, say
from decision_aids.vault import phrase
from decision_aids.vault.gate import Busy

A_PAGE = 25


def frame(request: HttpRequest, desk: OpenDesk | None = None, **context: Any) -> dict[str, Any]:
    """What stands around every page of the desk."""
    user: Any = request.user
    menu = []
    if desk is not None:
        menu = [
            {"title": _("Inbox"), "url": reverse("desk:inbox"), "current": request.path == reverse("desk:inbox")},
            {"title": _("Keys"), "url": reverse("desk:keys"), "current": request.path.startswith(reverse("desk:keys"))},
        ]
    return {
        "user_name": user.get_full_name() or user.get_username(),
        "menu": menu,
        "sign_out_url": reverse("account_logout"),
        "lock_url": reverse("desk:lock") if desk is not None else "",
        **context,
    }


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest) -> HttpResponse:
    """Choose a desk passphrase at first use; or, when it was forgotten, begin again with a new key."""
    user = cast(User, request.user)
    renewing = HelperKey.objects.filter(user=user).exists()
    form = SetupForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            secret = keyring.make_helper_key(user, form.cleaned_data["passphrase"])
        except Busy:
            form.add_error(None, _("It is very busy right now. Wait half a minute and try again."))
        else:
            response = redirect("desk:keys")
            unlock_desk(response, user, secret)
            return response
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/setup.html", frame(request, form=form, renewing=renewing), status=status)


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Open the desk with the passphrase."""
    user = cast(User, request.user)
    if not HelperKey.objects.filter(user=user).exists():
        return redirect("desk:setup")
    if request.method != "POST" and open_desk(request) is not None:
        return redirect("desk:inbox")
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            secret = keyring.unlock_helper_key(user, form.cleaned_data["passphrase"])
        except keyring.WrongPassphrase:
            form.add_error("passphrase", _("This is not your desk passphrase."))
        except Busy:
            form.add_error(None, _("It is very busy right now. Wait half a minute and try again."))
        else:
            response = redirect("desk:inbox")
            unlock_desk(response, user, secret)
            return response
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/unlock.html", frame(request, form=form), status=status)


@for_members
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the desk; the sign-in stays."""
    response = redirect("desk:unlock")
    lock_desk(request, response)
    return response


@unlocked
@require_http_methods(["GET", "HEAD"])
def inbox(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """What is there for the teams of this helper; nothing of the content."""
    view = request.GET.get("view", "open")
    if view not in VIEWS:
        view = "open"
    page = Paginator(rooms_of(desk, view), A_PAGE).get_page(request.GET.get("page"))
    context = frame(
        request,
        desk,
        page=page,
        view=view,
        query=f"view={view}",
        counts=counts_of(desk),
        today=timezone.localdate(),
    )
    return render(request, "desk/inbox.html", context)


@unlocked
@require_http_methods(["GET", "HEAD"])
def show_share(request: HttpRequest, desk: OpenDesk, share: uuid.UUID) -> HttpResponse:
    """One share: the question first, then the answers as the visitor saw the questions."""
    room = _room(desk, share)
    if room is None:
        return _gone(request, desk)
    _note_opening(desk, room)
    return _share_page(request, desk, room)


def _room(desk: OpenDesk, share_id: uuid.UUID) -> Room | None:
    """The room, opened, when it was shared with a team of this helper and she holds the key."""
    share = Share.objects.filter(pk=share_id, team__members__user=desk.user).select_related("team").first()
    if share is None:
        return None
    try:
        key = keyring.room_key_for(desk.user, desk.secret, share)
    except keyring.NotGranted:
        return None
    return open_room(share, key)


def _note_opening(desk: OpenDesk, room: Room) -> None:
    """Let her see in her room that somebody of the team opened it: once a day for each helper."""
    today = timezone.localdate()
    say(
        room.share,
        room.key,
        side=Message.Side.NOTE,
        nonce=uuid.uuid5(room.share.id, f"opened {desk.user.pk} {today}").hex,
        text="",
        who=_name(desk),
        event="opened",
    )


def _name(desk: OpenDesk) -> str:
    """The name under which a helper writes: her first name."""
    return desk.user.first_name or desk.user.get_username()


def _gone(request: HttpRequest, desk: OpenDesk, status: int = 410) -> HttpResponse:
    """The same answer for a share that was withdrawn, never was, or belongs to another team.

    Not 404: Django's LocaleMiddleware would try the address once more under a language.
    """
    return render(request, "desk/gone.html", frame(request, desk), status=status)


def _share_page(
    request: HttpRequest, desk: OpenDesk, room: Room, form: SayForm | None = None, *, status: int = 200
) -> HttpResponse:
    about = form["about"].value() if form is not None else None
    answers = [
        {
            "item": answer.item,
            "step": answer.step,
            "label": answer.label,
            "html": answer.render("helper"),
            "feedback": room.feedback_on(answer.item),
            "form": form if form is not None and about == answer.item else _say_form(answer.item),
        }
        for answer in room.snapshot.answers
    ]
    talk = [said for said in room.thread if not said.about and not said.event]
    context = frame(
        request,
        desk,
        room=room,
        share=room.share,
        question=talk[0],
        thread=talk[1:],
        answers=answers,
        form=form if form is not None and not about else _say_form(),
        wrong=form,
        team_name=room.share.team.name,
    )
    return render(request, "desk/share.html", context, status=status)


def _say_form(about: str = "") -> SayForm:
    prefix_free = {"nonce": secrets.token_hex(16), "about": about}
    return SayForm(initial=prefix_free, auto_id=f"id_{about[:8] or 'reply'}_%s")


@unlocked
@require_POST
def reply(request: HttpRequest, desk: OpenDesk, share: uuid.UUID) -> HttpResponse:
    """Answer, or give feedback on one answer."""
    room = _room(desk, share)
    if room is None:
        return _gone(request, desk)
    about = request.POST.get("about", "")
    form = SayForm(request.POST, auto_id=f"id_{about[:8] or 'reply'}_%s")
    if not form.is_valid():
        return _share_page(request, desk, room, form, status=422)
    if about and about not in {answer.item for answer in room.snapshot.answers}:
        return _gone(request, desk)
    try:
        say(
            room.share,
            room.key,
            side=Message.Side.TEAM,
            nonce=form.cleaned_data["nonce"],
            text=form.cleaned_data["text"],
            who=_name(desk),
            about=about,
        )
    except Share.DoesNotExist:
        return _gone(request, desk)
    except RoomClosed:
        form.add_error("text", _("This talk is closed. It opens again when she writes."))
        return _share_page(request, desk, room, form, status=409)
    except RoomFull:
        form.add_error("text", _("This talk is full."))
        return _share_page(request, desk, room, form, status=409)
    where = f"#answer-{about[:8]}" if about else "#talk"
    return redirect(f"{reverse('desk:share', kwargs={'share': share})}{where}")


@unlocked
@require_POST
def close(request: HttpRequest, desk: OpenDesk, share: uuid.UUID) -> HttpResponse:
    """Close a talk; a new message of hers opens it again."""
    room = _room(desk, share)
    if room is None:
        return _gone(request, desk)
    say(
        room.share,
        room.key,
        side=Message.Side.NOTE,
        nonce=secrets.token_hex(16),
        text="",
        who=_name(desk),
        event="closed",
    )
    close_share(room.share)
    return redirect("desk:inbox")


@unlocked
@require_http_methods(["GET", "HEAD"])
def show_keys(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """For each team of this helper: is there a key, who holds it, whom can she give it to."""
    teams = []
    for membership in Member.objects.filter(user=desk.user).select_related("team"):
        epoch = membership.team.epochs.filter(retired=False).order_by("-number").first()
        holders = set(epoch.grants.values_list("user_id", flat=True)) if epoch is not None else set()
        members = [
            {
                "member": member,
                "holds": member.user_id in holders,
                "fingerprint": _fingerprint(member.user),
            }
            for member in membership.team.members.select_related("user", "user__helper_key")
        ]
        teams.append({"team": membership.team, "epoch": epoch, "mine": desk.user.pk in holders, "members": members})
    return render(request, "desk/keys.html", frame(request, desk, teams=teams))


def _fingerprint(user: User) -> tuple[str, ...]:
    """Four words that name a helper's key, to compare on the telephone."""
    held = getattr(user, "helper_key", None)
    if held is None:
        return ()
    return phrase.words(phrase.fingerprint(bytes(held.public)), get_language() or "nl")


@unlocked
@require_http_methods(["GET", "HEAD", "POST"])
def new_passphrase(request: HttpRequest, desk: OpenDesk) -> HttpResponse:
    """Change the desk passphrase; the key stays the same."""
    form = SetupForm(request.POST or None, user=desk.user)
    if request.method == "POST" and form.is_valid():
        try:
            keyring.change_passphrase(desk.user, desk.secret, form.cleaned_data["passphrase"])
        except Busy:
            form.add_error(None, _("It is very busy right now. Wait half a minute and try again."))
        else:
            return redirect("desk:keys")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/passphrase.html", frame(request, desk, form=form), status=status)


@unlocked
@require_POST
def found(request: HttpRequest, desk: OpenDesk, team: int) -> HttpResponse:
    """Make the first key of a team, and show its recovery sheet once."""
    membership = get_object_or_404(Member.objects.select_related("team"), team=team, user=desk.user)
    if membership.team.epochs.exists():
        return redirect("desk:keys")
    sheet = phrase.new_phrase(phrase.SHEET_WORDS)
    keyring.found_team_key(membership.team, desk.user, sheet)
    words = phrase.words(sheet, get_language() or "nl")
    return render(request, "desk/sheet.html", frame(request, desk, words=words, team=membership.team))


@unlocked
@require_POST
def grant(request: HttpRequest, desk: OpenDesk, team: int, member: int) -> HttpResponse:
    """Give a colleague the key of the team."""
    mine = get_object_or_404(Member.objects.select_related("team"), team=team, user=desk.user)
    theirs = get_object_or_404(Member.objects.select_related("user"), pk=member, team=mine.team)
    epoch = mine.team.current_epoch() or get_object_or_404(mine.team.epochs.filter(retired=False))
    try:
        keyring.grant_to(desk.user, desk.secret, epoch, theirs.user)
    except (keyring.NotGranted, keyring.KeySwapped, HelperKey.DoesNotExist):
        return _gone(request, desk, status=403)
    return redirect("desk:keys")
