"""The file itself, its list, its tab in the dossier and its documents."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from flask import Response, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock, files, story
from app.access import Permission, may, open_to
from app.errors import NotHere
from app.web.explained import explained, popover_steps
from app.web.language import long_date
from app.web.navigation import place
from decisions.bibob import acts, queries, terms
from decisions.bibob.acts.hearing import lacks_to_invite
from decisions.bibob.forms import OpenForm
from decisions.bibob.lifecycle import ARTICLES, INQUIRY, InquiryState, lacks_to_close, must_be_heard, must_tell_bureau
from decisions.bibob.models import BibobInquiry, Heard
from decisions.bibob.views.blueprint import bp
from decisions.bibob.words import DANGERS, DOCUMENTS, FACTS, LETTERS, OUTCOMES, RECIPIENTS, STATES
from decisions.compartments.lifecycle import Deadline, ErasureState
from decisions.compartments.presenting import STANDINGS
from permits import dossier_page, told
from permits import queries as register
from permits.lifecycle import APPLICATION, PERMIT, ApplicationState
from permits.models import Application, Establishment, Permit
from permits.views import form_pages
from permits.views.form_pages import Links, Page, filled

place(_l("Bibob"), "bibob.index", Permission.BIBOB_READ, 45)


def inquiry_url(row: BibobInquiry) -> str:
    return url_for("bibob.inquiry", inquiry_id=row.id)


def trail(row: Establishment) -> Links:
    return [
        (_("Register"), url_for("permits.register")),
        (row.name, url_for("permits.establishment", establishment_id=row.id)),
        (_("Bibob"), url_for("bibob.of_establishment", establishment_id=row.id)),
    ]


def trail_of(row: BibobInquiry) -> Links:
    return [*trail(row.establishment), (row.number, inquiry_url(row))]


@bp.get("/bibob")
@open_to(Permission.BIBOB_READ, recorded=True)
def index() -> str:
    return render_template(
        "bibob/index.html",
        rows=queries.all_inquiries(),
        states=STATES,
        proposed=len(queries.erasures(ErasureState.PROPOSED)),
    )


@bp.get("/establishments/<uuid:establishment_id>/bibob")
@open_to(Permission.BIBOB_READ, recorded=True)
def of_establishment(establishment_id: UUID) -> str:
    row = register.establishment(establishment_id)
    return render_template(
        "bibob/of_establishment.html",
        **dossier_page.frame(row, "bibob"),
        rows=queries.inquiries_of(row.id),
        states=STATES,
        dangers=DANGERS,
        reuse=terms.reuse_term,
        can_open=bool(_subjects(row)),
        secrecy=ARTICLES["secrecy"],
    )


def _subjects(row: Establishment) -> dict[str, tuple[Any, Application | Permit]]:
    """What an inquiry can be about: open applications and permits that have not ended, without one under way."""
    found: dict[str, tuple[Any, Application | Permit]] = {}
    for application in row.applications:
        if application.state not in APPLICATION.final and not queries.open_about(application.id):
            label = _(
                "application %(number)s of %(name)s", number=application.case_number, name=application.applicant.name
            )
            found[str(application.id)] = (label, application)
    for permit in row.permits:
        if permit.state not in PERMIT.final and not queries.open_about(permit.id):
            label = _("permit %(number)s of %(name)s", number=permit.number, name=permit.holder.name)
            found[str(permit.id)] = (label, permit)
    return found


@bp.route("/establishments/<uuid:establishment_id>/bibob/new", methods=["GET", "POST"])
@open_to(Permission.BIBOB_WRITE, recorded=True)
def new(establishment_id: UUID) -> Any:
    row = register.establishment(establishment_id)
    subjects = _subjects(row)
    form = OpenForm([(key, label) for key, (label, _about) in subjects.items()], data={"opened_on": clock.today()})
    nothing = _("There is no open application and no permit; there is nothing to inquire into.")
    page = Page(
        title=_("Open a Bibob inquiry"),
        links=trail(row),
        button=_("Open the inquiry"),
        back_url=url_for("bibob.of_establishment", establishment_id=row.id),
        intro=_("Only Bibob officers see this inquiry; each look is recorded.") if subjects else nothing,
    )

    def save() -> str:
        about = subjects[form.about.data][1]
        return inquiry_url(acts.open_inquiry(about, form.because.data, filled(form.opened_on)))

    return form_pages.answer(form, page, save)


@bp.get("/bibob/<uuid:inquiry_id>")
@open_to(Permission.BIBOB_READ, recorded=True)
def inquiry(inquiry_id: UUID) -> str:
    row, today = queries.inquiry(inquiry_id), clock.today()
    earlier = queries.earlier_results(row)
    return render_template(
        "bibob/inquiry.html",
        inquiry=row,
        links=trail(row.establishment),
        state=STATES[InquiryState(row.state)],
        danger=DANGERS[row.danger] if row.danger else "",
        facts_of=_facts(row),
        days=[(one, STANDINGS[one.standing(today)], _explain_url(row, one)) for one in terms.deadlines(row)],
        popover=lambda one: popover_steps(one.computed) if one.computed is not None else [],
        steps=_steps(row),
        lacks=_lacks(row),
        persons=[(one, OUTCOMES.get(one.outcome, ""), lacks_to_invite(one)) for one in row.persons],
        hears=must_be_heard(row),
        earlier=[(one, terms.reuse_term(one), terms.may_be_reused(one, today)) for one in earlier],
        documents=row.documents,
        kinds=DOCUMENTS,
        letters=LETTERS,
        recipients=RECIPIENTS,
        events=told.events(story.of(row.id)),
        secrecy=ARTICLES["secrecy"],
        is_open=row.state != InquiryState.CLOSED,
        third=Heard.THIRD,
        statuses=FACTS,
    )


def _explain_url(row: BibobInquiry, one: Deadline) -> str:
    """The page on which the day is worked out; "" for a day that somebody set."""
    if one.key == "decision" and may(Permission.REGISTER_READ):
        return url_for("permits.decision_clock", application_id=row.application_id)
    return url_for("bibob.worked_out", inquiry_id=row.id, key=one.key) if one.term_id else ""


@bp.get('/bibob/<uuid:inquiry_id>/days/<any("advice", "reuse"):key>')
@open_to(Permission.BIBOB_READ, recorded=True)
def worked_out(inquiry_id: UUID, key: str) -> str:
    """How a day of the law was worked out."""
    row = queries.inquiry(inquiry_id)
    one = next((day for day in terms.deadlines(row) if day.key == key), None)
    if one is None or one.computed is None or one.from_on is None:
        raise NotHere(table="bibob_inquiry", key=key)
    shown = explained(
        one.computed,
        f"{one.name}: {long_date(one.computed.answer)}",
        term=register.here().term(one.term_id, on=one.from_on),
        start_word=one.name,
        law_on=one.from_on,
    )
    return render_template("explained.html", explained=shown, links=trail_of(row), here=one.name)


def _facts(row: BibobInquiry) -> list[tuple[Any, Any]]:
    about = row.application.case_number if row.application is not None else row.permit.number if row.permit else ""
    return [
        (_("About"), about),
        (_("Party investigated"), row.subject.name),
        (_("Opened on"), long_date(row.opened_on)),
        (_("Form sent"), long_date(row.form_sent_on)),
        (_("Form received"), long_date(row.form_received_on)),
        (_("Advice asked"), long_date(row.advice_asked_on)),
        (_("Party told"), long_date(row.notice_sent_on)),
        (_("Advice received"), long_date(row.advice_received_on)),
    ]


def _lacks(row: BibobInquiry) -> list[Any]:
    return lacks_to_close(row) if row.state == InquiryState.JUDGED else []


def _steps(row: BibobInquiry) -> list[tuple[str, Any]]:
    """(address, words) of what can be done now, the next one first."""
    found = [(url_for("bibob.step", inquiry_id=row.id, step=step), words) for step, words in _named_steps(row)]
    return [*_to_hear(row), *found] if row.state == InquiryState.JUDGED and not _urgent(row) else found


def _urgent(row: BibobInquiry) -> bool:
    """What goes before the hearing: a word to the party or to the Bureau that the law asks at once."""
    unheard = bool(row.advice_asked_on) and row.notice_sent_on is None
    return unheard or (must_tell_bureau(row) and row.bureau_told_on is None)


def _to_hear(row: BibobInquiry) -> list[tuple[str, Any]]:
    """Who can be invited or answered for now; otherwise the document that lacks for it."""
    if not must_be_heard(row):
        return []
    found = []
    for person in row.persons:
        if person.invited_on is None and not lacks_to_invite(person):
            words = _("Invite %(name)s to be heard", name=person.name)
            found.append((url_for("bibob.person_step", person_id=person.id, step="invite"), words))
        elif person.invited_on is not None and not person.outcome:
            words = _("Record the answer of %(name)s", name=person.name)
            found.append((url_for("bibob.person_step", person_id=person.id, step="view"), words))
        elif person.invited_on is None:
            found.append((url_for("bibob.step", inquiry_id=row.id, step="document"), _("Add a document")))
    return found


def _named_steps(row: BibobInquiry) -> list[tuple[str, Any]]:
    """(step, words) of what can be done now, the next one first."""
    state = InquiryState(row.state)
    waits = any(request.received_on is None for request in row.data_requests)
    asked = state == InquiryState.ADVICE_ASKED
    application = row.application
    withdrawn = application is not None and application.state == ApplicationState.WITHDRAWN
    possible = (
        ("tell-withdrawal", _("Record that the withdrawal was told"), withdrawn and row.withdrawal_told_on is None),
        (
            "notify-party",
            _("Tell the party that advice was asked"),
            bool(row.advice_asked_on) and not row.notice_sent_on,
        ),
        ("send-form", _("Record that the form was sent"), INQUIRY.allows(state, "send_form")),
        ("receive-form", _("Record that the form came back"), INQUIRY.allows(state, "receive_form")),
        ("receive-advice", _("Record the advice"), asked),
        ("tell-bureau", _("Record that the Bureau was told"), must_tell_bureau(row) and row.bureau_told_on is None),
        ("close", _("Close the inquiry"), state == InquiryState.JUDGED and not lacks_to_close(row)),
        ("judge", _("Decide the degree of danger"), INQUIRY.allows(state, "judge") and _may_judge(row)),
        ("ask-advice", _("Ask the Bureau for advice"), INQUIRY.allows(state, "ask_advice")),
        ("reuse-advice", _("Use an earlier result again"), state == InquiryState.FORM_RECEIVED and _reusable(row)),
        ("receive-data", _("Record that the Bureau has the data"), asked and waits),
        ("ask-data", _("Record that the Bureau asked for data"), asked and not waits),
        ("extend-advice", _("Record that the Bureau needs longer"), asked and not row.advice_extra_weeks),
        ("fact", _("Add a fact"), state != InquiryState.CLOSED),
        ("condition", _("Add a condition"), state == InquiryState.JUDGED and must_be_heard(row)),
        ("complete", _("Write what a decision asks of it"), row.danger is not None),
        ("name-third", _("Add a third party to be heard"), state != InquiryState.CLOSED),
        ("hold", _("Keep the file for a pending case"), True),
        ("stop", _("End the inquiry without a result"), INQUIRY.allows(state, "stop")),
    )
    return [(step, words) for step, words, now in possible if now]


def _may_judge(row: BibobInquiry) -> bool:
    if row.state != InquiryState.FORM_SENT:
        return True
    return row.permit_id is not None and row.form_due_on is not None and row.form_due_on < clock.today()


def _reusable(row: BibobInquiry) -> bool:
    return bool(queries.usable_results(row))


@bp.get("/bibob/documents/<uuid:document_id>")
@open_to(Permission.BIBOB_READ, recorded=True)
def document(document_id: UUID) -> Response:
    """A document of the file, always as a download."""
    row = queries.document(document_id)
    content = files.read(row.file_sha256)
    media_type = files.media_type_of(content)
    ending = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[media_type]
    name = f"{row.inquiry.number}-{row.file_sha256[:8]}.{ending}"
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
