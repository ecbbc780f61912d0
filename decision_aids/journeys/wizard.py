"""The steps as screens: a thin shell of formtools over the engine.

formtools builds the form of one step, takes it in and says where to go next. Which steps there are, which of them she
may see and what is kept comes from the replay and the journey. The wizard is given a window of two steps, this one and
the next, so that a step costs the same in an aid of five and in one of two hundred.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from formtools.wizard.storage.base import BaseStorage
from formtools.wizard.views import NamedUrlWizardView

from cms.base.errors import error_page
from cms.base.headers import MICROPHONE
from cms.base.limits import is_larger_than_words
from decision_aids.engine.flow import Step
from decision_aids.engine.replay import Route
from decision_aids.exercises.forms import Part, StepForm, fingerprint, make_part
from decision_aids.flows.offer import switched_off
from decision_aids.flows.rendering import render_items
from decision_aids.journeys.access import OpenJourney, open_journey
from decision_aids.journeys.addresses import addresses_of
from decision_aids.journeys.attachments import JourneyAttachments, NoRoom, hold_until_sent_again, keep_with
from decision_aids.journeys.frame import journey_frame
from decision_aids.journeys.refusals import no_way, space_closed, withdrawn
from decision_aids.journeys.services import ChangedElsewhere, write
from decision_aids.journeys.state import JourneyFull, State
from decision_aids.spaces.access import SpaceGone
from decision_aids.spaces.guard import check_token, private
from decision_aids.spaces.services import UNKEPT_DAYS

STAY = "stay"


class SameItemChanged(Exception):
    """Another tab saved the very item that this form is about, after the form was checked."""


class JourneyStorage(BaseStorage):
    """Where formtools leaves things: only the current step, for the length of one request.

    Answers go into the journey by `StepWizard.process_step`; there is nothing to reset and nothing left behind.
    """

    def __init__(self, prefix: str, request: HttpRequest | None = None, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.init_data()

    def reset(self) -> None:
        """Keep everything: reaching the end of an aid wipes nothing."""

    def set_step_data(self, step: str, cleaned_data: Any) -> None:
        """Nothing: the answers are kept in the journey."""

    def set_step_files(self, step: str, files: Any) -> None:
        """Nothing: what an exercise takes in besides words is kept with its journey."""


class StepWizard(NamedUrlWizardView):
    """One step of a journey: shown, taken in, kept."""

    form_list = [("step", StepForm)]
    url_name = "journeys:step"
    done_step_name = "done"
    storage_name = "decision_aids.journeys.wizard.JourneyStorage"
    template_name = "journeys/step.html"

    journey: OpenJourney
    route: Route
    step: Step

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        journey = open_journey(request, int(kwargs["number"]))
        if journey is None:
            return space_closed(request)
        self.journey = journey
        if request.method == "POST":
            check_token(request, journey.opened)
        if journey.withdrawn:
            return withdrawn(request, journey)
        self.route = journey.route
        step = journey.flow.step(kwargs["step"])
        if step is None or not self.route.may_visit(step):
            return no_way(request, journey, self.route)
        self.step = step
        if self.is_to_be_offered(request):
            return self.offer_words(request)
        self.parts = self.make_parts()
        following = self.route.after(step)
        self.form_list = {step.short: StepForm}
        if following is not None:
            self.form_list[following.short] = StepForm
        return super().dispatch(request, *args, **kwargs)

    def kept(self, item: str) -> dict[str, Any] | None:
        """The kept answer at an item."""
        return self.journey.state.answers.get(item)

    def make_parts(self) -> list[Part]:
        """The exercises of this step with what stands there now; not installed or switched off, one is left out."""
        off = switched_off(self.request, self.journey.stamp)
        there = (item for item in self.step.exercises if item.type not in off)
        return [part for item in there if (part := make_part(item, self.kept(item.id)))]

    # -- what formtools asks -------------------------------------------------------------------------

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "w"

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> str:
        return ""  # fields are named by their item: no step can clash with another

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        attachments = JourneyAttachments(self.journey)
        return {"parts": self.parts, "must_answer": not self.step.may_skip, "attachments": attachments}

    def get_form(self, step: str | None = None, data: Any = None, files: Any = None) -> StepForm:
        return StepForm(data, files, **self.get_form_kwargs(step))

    def get_step_url(self, step: str) -> str:
        return addresses_of(self.journey.row.number).step(step)

    def get(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.storage.current_step = self.step.short
        return self.render(self.get_form())

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take in a step. The address says which; what a form claims does not count."""
        self.storage.current_step = self.step.short
        form = self.get_form(data=self.request.POST, files=self.request.FILES)
        if is_larger_than_words(self.request, besides=form.room_for_drawings):
            return error_page(self.request, 413)
        if not form.is_valid():
            return self.render(form, status=422)
        if self.changed_elsewhere(form):
            return self.show_both(form)
        replied = self.request.POST.get("replied") == self.reply_mark(form)
        staying = self.request.POST.get("go") == STAY
        state = self.journey.state
        try:
            self.process_step(form, past=not staying and (replied or not form.replies))
        except JourneyFull:
            form.add_error(None, _("Your space is full. Make a text shorter to save this one."))
            return self.render(form, status=422)
        except NoRoom:
            form.add_error(None, _("There is no more room for drawings and sounds. Remove one to keep this one."))
            return self.render(form, status=422)
        except SameItemChanged:
            self.parts = self.make_parts()
            form = self.get_form(data=self.request.POST, files=self.request.FILES)
            form.is_valid()
            return self.show_both(form)
        except ChangedElsewhere:
            form.add_error(None, _("This was being saved in another tab as well. Try once more. Nothing is lost."))
            return self.render(form, status=409)
        except OperationalError:
            form.add_error(None, _("It is very busy right now, so this was not saved. Wait a moment and try again."))
            response = self.render(form, status=503)
            response.headers["Retry-After"] = "30"
            return response
        if form.replies and not replied:
            form.take_over()
            return self.render(form, replied=self.reply_mark(form))
        if staying:
            return HttpResponseRedirect(self.get_step_url(self.step.short))
        if self.step.sources or self.journey.state is not state:  # nothing else can bend the way: what was walked holds
            self.route = self.journey.route
        following = self.route.after(self.step)
        if following is None or self.step.outcome:
            return self.render_done(form)
        return HttpResponseRedirect(self.get_step_url(following.short))

    def process_step(self, form: StepForm, *, past: bool = True) -> None:
        """Keep the answers of this step and nothing else that was sent."""
        if past and not form.answers and self.step.id in self.journey.state.done:
            return

        seen = {item: self.kept(item) for item in form.answers}

        def change(state: State) -> None:
            for item, answer in form.answers.items():
                if state.answers.get(item) not in (seen[item], answer):
                    raise SameItemChanged
                state.answer(item, answer)
            if past:
                state.pass_step(self.step.id)

        if form.is_multipart():
            keep_with(self.journey, form.uploads, lambda: write(self.journey, change))
        else:
            write(self.journey, change)

    def render_done(self, form: StepForm, **kwargs: Any) -> HttpResponseBase:
        return redirect("journeys:read", number=self.journey.row.number)

    def get_context_data(self, form: StepForm, **kwargs: Any) -> dict[str, Any]:
        step, journey = self.step, self.journey
        before = self.route.before(step)
        return journey_frame(
            self.request,
            journey,
            step=step,
            form=form,
            errors=form.errors,  # a template that asks a form for these asks for fields of these names first
            sent_files=form.sent_files,
            is_multipart=form.is_multipart(),
            chapter_name=step.chapter.title,
            progress_words=progress_words(self.route, step),
            back_url=self.get_step_url(before.short) if before else addresses_of(journey.row.number).overview,
            items=render_items(journey.flow, step, form, stamp=journey.stamp),
            scripts=form.scripts,
            base=kwargs.pop("base", None) or form.fingerprint(),
            can_skip=step.may_skip and form.asks and not any(part.answer for part in form.parts),
            **kwargs,
        )

    def render(self, form: Any = None, *, status: int = 200, **kwargs: Any) -> HttpResponse:
        if form.uploads and status in (409, 422):
            with suppress(NoRoom, SpaceGone):
                hold_until_sent_again(self.journey, form.uploads)
        elif form.sent_files and status == 503:
            form.add_error(None, _("Your sound could not be kept. Record it again, please, or choose it again."))
        # Without the request, which would bring along who is signed in, and what is said to them: a step knows neither.
        page = render_to_string(self.template_name, self.get_context_data(form, **kwargs))
        response = HttpResponse(page, status=status)
        if form.microphone:
            response.headers["Permissions-Policy"] = MICROPHONE
        return response

    # -- what the engine does not know ---------------------------------------------------------------

    def is_to_be_offered(self, request: HttpRequest) -> bool:
        """Whether the words come first. What she sends of a step that an editor marked in the meantime is taken in."""
        waiting = not self.journey.state.offered and self.journey.opened.space.days == UNKEPT_DAYS
        return self.step.sensitive and waiting and (request.method != "POST" or "offer" in request.POST)

    def offer_words(self, request: HttpRequest) -> HttpResponseBase:
        """Before the first sensitive step: offer a way to come back, once."""
        if request.method == "POST" and request.POST["offer"] in ("words", "without"):

            def change(state: State) -> None:
                state.offered = True

            write(self.journey, change)
            if request.POST["offer"] == "words":
                return redirect("spaces:keep")
            return HttpResponseRedirect(self.get_step_url(self.step.short))
        frame = journey_frame(request, self.journey, step=self.step)
        return render(request, "journeys/offer.html", frame)

    def changed_elsewhere(self, form: StepForm) -> bool:
        """Whether another tab changed this very step after this form was shown, to something else than it says."""
        base = self.request.POST.get("base", "")
        if base == form.fingerprint():
            return False
        stands = {part.item.id: part.answer for part in form.parts if part.kind.stores}
        sent = {item: kept["x"] if kept else None for item, kept in form.answers.items()}
        return stands != sent and any(answer is not None for answer in stands.values())

    def show_both(self, form: StepForm) -> HttpResponse:
        """Show what stands there and what she typed now; sending again keeps the typed one."""
        others = [part for part in form.parts if part.answer is not None]
        here = self.get_step_url(self.step.short)
        return self.render(form, status=409, others=[render_other(part) for part in others], step_url=here)

    def reply_mark(self, form: StepForm) -> str:
        """Name the replies to what was sent: pressing Continue on the same goes on."""
        return fingerprint([part.reply for part in form.parts])


def render_other(part: Part) -> dict[str, Any]:
    """An answer that stands in another tab, to read."""
    return {"label": part.spec.get("label", ""), "text": part.kind.text(part.spec, part.answer)}


def progress_words(route: Route, step: Step) -> str:
    """Where she is in this chapter, in words, when no answer still to come can change it; else nothing."""
    if step.chapter.id in route.unsure:
        return ""
    steps = [other.index for other in route.path if other.chapter is step.chapter]
    return _("Step %(place)d of %(all)d") % {"place": steps.index(step.index) + 1, "all": len(steps)}


show_step = private(require_http_methods(["GET", "HEAD", "POST"])(StepWizard.as_view(url_name=StepWizard.url_name)))
