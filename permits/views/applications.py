"""An application: its checklist, its completeness, its clock, and the permit it may lead to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission, may, open_to
from app.web.explained import popover_steps
from app.web.fields import HouseForm
from app.web.language import in_language, long_date
from permits import acts, queries
from permits.beside import ways_of
from permits.forms_applications import (
    ApplicationForm,
    CompleteForm,
    CompletionForm,
    DocumentForm,
    ExtendForm,
    GrantForm,
    StartClockForm,
    StopClockForm,
    UntreatedForm,
    WithdrawForm,
)
from permits.lifecycle import APPLICATION, ApplicationState, lacks_to_complete, lacks_to_grant
from permits.models import Application, ApplicationDocument, Establishment, PartyRoleName
from permits.silence import rule_of
from permits.views import form_pages
from permits.views.blueprint import bp
from permits.views.establishments import dossier_url, trail, wizard
from permits.views.form_pages import Differences, Page, filled
from permits.words import APPLICATION_STATES

# How long an applicant gets to complete and how long a permit runs, as first proposals in a form; the officer chooses.
_DAYS_TO_COMPLETE = 14
_PAPER = _l(
    "Only for a letter that was drafted and signed outside this application. Otherwise begin the decision from the "
    "page of the application."
)


def application_url(row: Application) -> str:
    return url_for("permits.application", application_id=row.id)


def trail_of(row: Application) -> list[tuple[Any, str]]:
    return [*trail(row.establishment), (_("Application %(number)s", number=row.case_number), application_url(row))]


@bp.route("/establishments/<uuid:establishment_id>/apply", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE, recorded=True)
def apply(establishment_id: UUID) -> Any:
    row = queries.establishment(establishment_id)
    people = list({held.party_id: held.party for held in row.roles if held.holds_on(clock.today())}.values())
    form = ApplicationForm(people, clock.today())
    page = Page(
        title=_("Record an application"),
        links=trail(row),
        button=_("Record the application"),
        back_url=dossier_url(row),
        intro=_intro(row) if people else _("First add the operator or another person: somebody must apply."),
        more={"steps": wizard(3) if "new" in request.args else None},
    )

    def save() -> str:
        applicant = next(party for party in people if str(party.id) == form.applicant.data)
        return application_url(acts.receive_application(row, applicant, filled(form.received_on)))

    return form_pages.answer(form, page, save)


def _intro(row: Establishment) -> str:
    number = len(row.sector.required_documents)
    return str(_("The checklist of this sector asks for %(number)s documents.", number=number))


@bp.get("/applications/<uuid:application_id>")
@open_to(Permission.REGISTER_READ, recorded=True)
def application(application_id: UUID) -> str:
    row = queries.application(application_id)
    computed, today = queries.decision_clock(row), clock.today()
    return render_template(
        "permits/application.html",
        application=row,
        links=trail(row.establishment),
        state_word=APPLICATION_STATES[row.state],
        is_open=row.state not in APPLICATION.final,
        can={verb: APPLICATION.allows(row.state, verb) for verb in ("find_complete", "withdraw")},
        untreated=_untreated(row),
        lacks=lacks_to_complete(row.documents) if row.state != ApplicationState.COMPLETE else [],
        computed=computed,
        popover=popover_steps(computed) if computed else [],
        term=queries.decision_term(row),
        still=queries.stands_still(row, today),
        stretches=_stretches(row),
        share=_share(row, computed),
        label=in_language,
        silence=rule_of(row),
        ways=ways_of(row),
        paper=_on_paper(row),
    )


def _on_paper(row: Application) -> list[tuple[str, Any]]:
    """What can be taken over from paper now: the endpoint and its words."""
    found = []
    if APPLICATION.allows(row.state, "ask_completion"):
        found.append(("ask_completion", _("Completion was asked on paper")))
    if queries.decision_term(row) is not None:
        found.append(("extend", _("The term was extended on paper")))
        found.append(("suspend_clock", _("The stand-still was told on paper")))
    untreated = _untreated(row)
    if untreated is not None and untreated[0] == "open":
        found.append(("leave_untreated", _("The application was left untreated on paper")))
    if APPLICATION.allows(row.state, "grant") and may(Permission.PERMIT_GRANT):
        found.append(("grant", _("Take over a permit that was granted on paper")))
    return found


def _untreated(row: Application) -> tuple[str, str, str] | None:
    """(state, day, source) of the right to leave the application untreated: "later", "open" or "lapsed"; or None."""
    right = queries.right_to_leave_untreated(row)
    if right is None or row.state != ApplicationState.INCOMPLETE or row.completion_until is None:
        return None
    today, source = clock.today(), right.steps[-1].source
    if today <= row.completion_until:
        return "later", long_date(row.completion_until), source
    return "lapsed" if today > right.last_day else "open", long_date(right.last_day), source


def _stretches(row: Application) -> list[tuple[Any, str]]:
    here, found = queries.here(), []
    for event in row.clock_events:
        if event.cause == queries.EXTENSION:
            found.append((_("Extended"), _("%(days)s days", days=event.days)))
            continue
        name = _("A cause that you have no right to read")
        if not queries.is_closed(event.cause):
            name = in_language(dict(here.suspension_rule(event.cause, on=event.from_on).name))
        until = long_date(event.until_on) if event.until_on else _("at present")
        found.append((name, _("%(first)s up to and including %(last)s", first=long_date(event.from_on), last=until)))
    return found


def _share(row: Application, computed: law.Computed | None) -> int | None:
    if computed is None:
        return None
    whole = max(1, (computed.last_day - row.received_on).days)
    return min(100, max(0, round(100 * (clock.today() - row.received_on).days / whole)))


@bp.route("/documents/<uuid:document_id>", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE, recorded=True)
def document(document_id: UUID) -> Any:
    row = queries.document(document_id)
    back = application_url(row.application)
    form = DocumentForm(row)
    page = Page(
        title=in_language(row.label),
        links=trail_of(row.application),
        button=_("Save"),
        back_url=back,
        intro=_("Fill in the day on which it came in, with the file when you have it. Or write why it is not needed."),
        help={"file": _l("PDF, JPEG or PNG.")},
    )

    def save() -> str:
        upload = request.files.get("file")
        content = upload.read() if upload and upload.filename else None
        name = (upload.filename or "") if upload else ""
        received = form.received_on.data or (clock.today() if content is not None else None)
        waived = form.waived_because.data or ""
        acts.note_document(row, received, content, name, waived, seen_version=form.version.data)
        return back

    return form_pages.answer(form, page, save, lambda: _document_versions(form, queries.document(document_id)))


def _document_versions(form: DocumentForm, saved: ApplicationDocument) -> tuple[int, Differences]:
    mine, theirs = form.received_on.data, saved.received_on
    return saved.version, [
        (form.received_on.label.text, mine and long_date(mine), theirs and long_date(theirs)),
        (form.waived_because.label.text, form.waived_because.data, saved.waived_because),
    ]


@bp.post("/documents/<uuid:document_id>/received")
@open_to(Permission.APPLICATION_WRITE)
def document_received(document_id: UUID) -> Any:
    """One press: it came in today."""
    row = queries.document(document_id)
    acts.note_document(row, clock.today())
    return redirect(application_url(row.application))


def _step(
    application_id: UUID,
    make: Callable[[Application], HouseForm],
    title: Any,
    button: Any,
    act: Callable[[Application, Any], Any],
    **around: Any,
) -> Any:
    """The pages that take an application one step further, all of one shape."""
    row = queries.application(application_id)
    form = make(row)
    page = Page(title=title, links=trail_of(row), button=button, back_url=application_url(row), **around)

    def save() -> str:
        act(row, form)
        return application_url(row)

    return form_pages.answer(form, page, save, lambda: _state_versions(application_id))


def _state_versions(application_id: UUID) -> tuple[int, Differences]:
    saved = queries.application(application_id)
    return saved.version, [(_("State of the application"), _("your step"), APPLICATION_STATES[saved.state])]


@bp.route("/applications/<uuid:application_id>/ask-completion", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE)
def ask_completion(application_id: UUID) -> Any:
    today = clock.today()
    dates = {"asked_on": today, "until": today + timedelta(days=_DAYS_TO_COMPLETE)}
    return _step(
        application_id,
        lambda row: CompletionForm(data=dates | {"version": row.version}),
        _("Completion was asked on paper"),
        _("Record that completion was asked"),
        lambda row, form: acts.ask_completion(
            row, form.version.data, form.asked_on.data, form.until.data, origin=form.paper.data
        ),
        intro=_PAPER,
    )


@bp.route("/applications/<uuid:application_id>/find-complete", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE)
def find_complete(application_id: UUID) -> Any:
    return _step(
        application_id,
        lambda row: CompleteForm(data={"on": clock.today(), "version": row.version}),
        _("The application is complete"),
        _("Record that it is complete"),
        lambda row, form: acts.find_complete(row, form.version.data, form.on.data),
        intro=_("The day on which the last required document came in."),
    )


@bp.route("/applications/<uuid:application_id>/extend", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE)
def extend(application_id: UUID) -> Any:
    return _step(
        application_id,
        lambda row: ExtendForm(data={"version": row.version}),
        _("The term was extended on paper"),
        _("Record the extension"),
        lambda row, form: acts.extend_term(
            row, form.weeks.data, form.reason.data, seen_version=form.version.data, origin=form.paper.data
        ),
        intro=_PAPER,
    )


@bp.route("/applications/<uuid:application_id>/suspend-clock", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE)
def suspend_clock(application_id: UUID) -> Any:
    return _step(
        application_id,
        lambda row: StopClockForm(_causes(row), data={"from_on": clock.today(), "version": row.version}),
        _("The stand-still was told on paper"),
        _("Record the stand-still"),
        lambda row, form: acts.suspend_clock(
            row,
            form.cause.data,
            form.from_on.data,
            form.until_on.data,
            seen_version=form.version.data,
            origin=form.paper.data,
        ),
        intro=_PAPER,
    )


def _causes(row: Application) -> list[tuple[str, str]]:
    term, here = queries.decision_term(row), queries.here()
    rules = [here.suspension_rule(cause, on=clock.today()) for cause in (term.suspensions if term else ())]
    # Completion has a page of its own, because it also changes the state of the application; a closed file moves the
    # clock by itself.
    elsewhere = {queries.COMPLETION, *queries.CLOSED_CAUSES}
    return [(rule.id, in_language(dict(rule.name))) for rule in rules if rule.id not in elsewhere]


@bp.route("/applications/<uuid:application_id>/resume-clock", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE)
def resume_clock(application_id: UUID) -> Any:
    return _step(
        application_id,
        lambda row: StartClockForm(_standing(row), data={"until_on": clock.today(), "version": row.version}),
        _("Let the decision term run again"),
        _("Let the term run again"),
        lambda row, form: acts.resume_clock(row, form.cause.data, form.until_on.data, seen_version=form.version.data),
    )


def _standing(row: Application) -> list[tuple[str, str]]:
    here = queries.here()
    still = [
        event
        for event in row.clock_events
        if event.until_on is None and event.cause not in {queries.EXTENSION, queries.COMPLETION, *queries.CLOSED_CAUSES}
    ]
    return [(e.cause, in_language(dict(here.suspension_rule(e.cause, on=e.from_on).name))) for e in still]


@bp.route("/applications/<uuid:application_id>/leave-untreated", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE)
def leave_untreated(application_id: UUID) -> Any:
    return _step(
        application_id,
        lambda row: UntreatedForm(data={"on": clock.today(), "version": row.version}),
        _("The application was left untreated on paper"),
        _("Record that it is left untreated"),
        lambda row, form: acts.leave_untreated(
            row, form.version.data, form.on.data, form.reason.data, origin=form.paper.data
        ),
        intro=_PAPER,
        danger=True,
    )


@bp.route("/applications/<uuid:application_id>/withdraw", methods=["GET", "POST"])
@open_to(Permission.APPLICATION_WRITE)
def withdraw(application_id: UUID) -> Any:
    return _step(
        application_id,
        lambda row: WithdrawForm(data={"version": row.version}),
        _("The applicant withdraws the application"),
        _("Record the withdrawal"),
        lambda row, form: acts.withdraw(row, form.version.data),
        intro=_("The application ends without a decision. Only the applicant can do this."),
        danger=True,
    )


@bp.route("/applications/<uuid:application_id>/grant", methods=["GET", "POST"])
@open_to(Permission.PERMIT_GRANT, recorded=True)
def grant(application_id: UUID) -> Any:
    row = queries.application(application_id)
    form = GrantForm(data={"valid_from": clock.today(), "version": row.version})
    page = Page(
        title=_("Take over a permit that was granted on paper"),
        links=trail_of(row),
        button=_("Take over the permit"),
        intro=_PAPER,
        back_url=application_url(row),
        template="permits/grant.html",
        help={
            "conditions": _l(
                "One condition a paragraph, with an empty line between them. They are numbered in this order."
            ),
            "valid_until": _l("Leave empty for a permit without an end date."),
        },
        more={
            "application": row,
            "lacks": lacks_to_grant(row.state, row.documents),
            "holder": row.establishment.parties(PartyRoleName.OPERATOR, clock.today()),
            "undesignated": _undesignated(row),
        },
    )

    def save() -> str:
        permit = acts.grant(
            row.establishment,
            row.applicant,
            filled(form.valid_from),
            form.valid_until.data,
            form.texts(),
            application=row,
            seen_version=form.version.data,
            origin=form.paper.data,
        )
        return url_for("permits.permit", permit_id=permit.id)

    return form_pages.answer(form, page, save, lambda: _state_versions(application_id))


def _undesignated(row: Application) -> bool:
    """Whether the sector needs a decree of designation and none is in force today."""
    sector = row.establishment.sector
    wanted = queries.here().country == "nl" and row.permit_type == "designated_sector"
    return wanted and queries.designation_on(sector.id, clock.today()) is None
