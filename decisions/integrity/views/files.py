"""The file itself, its list, its tab in the dossier and its documents."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from flask import Response, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock, files, story
from app.access import Permission, open_to
from app.errors import NotHere
from app.web.explained import explained, popover_steps
from app.web.language import in_language, long_date
from app.web.navigation import place
from decisions.compartments.lifecycle import Deadline, ErasureState
from decisions.compartments.presenting import STANDINGS
from decisions.countersigning import queries as papers
from decisions.countersigning.words import STATES as PAPER_STATES
from decisions.integrity import acts, queries, terms
from decisions.integrity.forms import OpenForm
from decisions.integrity.lifecycle import ARTICLES, INVESTIGATION, InvestigationState, is_running
from decisions.integrity.measures import grounds_on, measure_on
from decisions.integrity.models import IntegrityInvestigation
from decisions.integrity.retention import has_data
from decisions.integrity.views.blueprint import bp
from decisions.integrity.words import DOCUMENTS, FACTS, HEARINGS, LETTERS, STATES
from permits import dossier_page, told
from permits import queries as register
from permits.models import Establishment, Party
from permits.views import form_pages
from permits.views.form_pages import Links, Page, filled

place(_l("Integrity"), "integrity.index", Permission.INTEGRITY_READ, 46)
_S = InvestigationState


def file_url(row: IntegrityInvestigation) -> str:
    return url_for("integrity.investigation", investigation_id=row.id)


def trail(row: Establishment) -> Links:
    return [
        (_("Register"), url_for("permits.register")),
        (row.name, url_for("permits.establishment", establishment_id=row.id)),
        (_("Integrity"), url_for("integrity.of_establishment", establishment_id=row.id)),
    ]


def trail_of(row: IntegrityInvestigation) -> Links:
    return [*trail(row.establishment), (row.number, file_url(row))]


@bp.get("/integrity")
@open_to(Permission.INTEGRITY_READ, recorded=True)
def index() -> str:
    return render_template(
        "integrity/index.html",
        rows=queries.all_investigations(),
        states=STATES,
        end=terms.end,
        scopes=queries.scopes(),
        proposed=len(queries.erasures(ErasureState.PROPOSED)),
    )


@bp.get("/establishments/<uuid:establishment_id>/integrity")
@open_to(Permission.INTEGRITY_READ, recorded=True)
def of_establishment(establishment_id: UUID) -> str:
    row = register.establishment(establishment_id)
    scope = queries.scope_on(row.sector_id, clock.today())
    return render_template(
        "integrity/of_establishment.html",
        **dossier_page.frame(row, "integrity"),
        rows=queries.investigations_of(row.id),
        states=STATES,
        end=terms.end,
        scope=scope,
        can_open=scope is not None and not queries.running_at(row.id),
        secrecy=ARTICLES["secrecy"],
        article=ARTICLES["ordinance"],
    )


def _people(row: Establishment) -> dict[str, Party]:
    return {str(held.party_id): held.party for held in row.roles if held.holds_on(clock.today())}


@bp.route("/establishments/<uuid:establishment_id>/integrity/new", methods=["GET", "POST"])
@open_to(Permission.INTEGRITY_WRITE, recorded=True)
def new(establishment_id: UUID) -> Any:
    row = register.establishment(establishment_id)
    people = _people(row)
    form = OpenForm([(key, party.name) for key, party in people.items()], data={"opened_on": clock.today()})
    page = Page(
        title=_("Open an integrity investigation"),
        links=trail(row),
        button=_("Open the investigation"),
        back_url=url_for("integrity.of_establishment", establishment_id=row.id),
        intro=_("The mayor decides. Only integrity officers see the file; each look is recorded.")
        if people
        else _("First add who runs the place, in law or in fact."),
        help={"persons": _l("Leave empty when only the party above is investigated.")},
    )

    def save() -> str:
        made = acts.open_investigation(
            row,
            people[form.subject.data],
            filled(form.opened_on),
            form.because.data,
            form.persons.data or "",
            in_zone=form.in_zone.data,
            voluntary=form.voluntary.data,
        )
        return file_url(made)

    return form_pages.answer(form, page, save)


@bp.get("/integrity/<uuid:investigation_id>")
@open_to(Permission.INTEGRITY_READ, recorded=True)
def investigation(investigation_id: UUID) -> str:
    row, today = queries.investigation(investigation_id), clock.today()
    chosen = [one for one in grounds_on(row.opened_on) if one.id in row.grounds]
    return render_template(
        "integrity/investigation.html",
        investigation=row,
        links=trail(row.establishment),
        state=STATES[_S(row.state)],
        facts_of=_facts(row),
        days=[(one, STANDINGS[one.standing(today)], _explain_url(row, one)) for one in terms.deadlines(row)],
        popover=lambda one: popover_steps(one.computed) if one.computed is not None else [],
        steps=_steps(row),
        measure=_name(row.measure, row),
        grounds=[in_language(dict(one.own_words)) for one in chosen],
        hearing=HEARINGS.get(row.hearing_outcome, ""),
        documents=row.documents,
        signing={key: PAPER_STATES[state] for key, state in papers.states_of(one.id for one in row.documents).items()},
        kinds=DOCUMENTS,
        letters=LETTERS,
        statuses=FACTS,
        events=told.events(story.of(row.id)),
        secrecy=ARTICLES["secrecy"],
        running=is_running(_S(row.state)),
        free=terms.first_day_of_execution(row),
    )


def _name(measure: str, row: IntegrityInvestigation) -> str:
    return in_language(dict(measure_on(measure, row.proposed_on or row.opened_on).name)) if measure else ""


def _facts(row: IntegrityInvestigation) -> list[tuple[Any, Any]]:
    found = "" if row.register_hit is None else _("something found") if row.register_hit else _("nothing found")
    return [
        (_("Party investigated"), row.subject.name),
        (_("Opened by the mayor on"), long_date(row.opened_on)),
        (_("Ordinance and zone"), f"{row.scope.ordinance}, {row.scope.zone}"),
        (_("Central register"), f"{found}, {long_date(row.register_on)}" if found else ""),
        (_("Advice of the DIOB"), f"{row.diob_number}, {long_date(row.diob_received_on)}" if row.diob_number else ""),
        (_("Proposal of the mayor"), long_date(row.proposed_on)),
        (_("Decision of the college"), long_date(row.college_on)),
        (_("Notified"), long_date(row.notified_on)),
    ]


def _explain_url(row: IntegrityInvestigation, one: Deadline) -> str:
    return url_for("integrity.worked_out", investigation_id=row.id, key=one.key) if one.term_id else ""


@bp.get("/integrity/<uuid:investigation_id>/days/<string:key>")
@open_to(Permission.INTEGRITY_READ, recorded=True)
def worked_out(investigation_id: UUID, key: str) -> str:
    """How a day of the law was worked out."""
    row = queries.investigation(investigation_id)
    one = next((day for day in terms.deadlines(row) if day.key == key), None)
    if one is None or one.computed is None or one.from_on is None:
        raise NotHere(table="integrity_investigation", key=key)
    shown = explained(
        one.computed,
        f"{one.name}: {long_date(one.computed.answer)}",
        term=terms.here().term(one.term_id, on=one.from_on),
        start_word=one.name,
        law_on=one.from_on,
    )
    return render_template("explained.html", explained=shown, links=trail_of(row), here=one.name)


def _steps(row: IntegrityInvestigation) -> list[tuple[str, Any]]:
    """(step, words) of what can be done now, the next one first."""
    state, closed = _S(row.state), row.state == _S.CLOSED
    running, asked = is_running(state), state == _S.DIOB_ASKED
    free = terms.first_day_of_execution(row)
    possible = (
        ("register", _("Record the central register"), running and row.register_on is None),
        ("sources", _("Note which sources were consulted"), running and not row.sources),
        ("receipt", _("Record when the DIOB got the request"), asked and row.diob_receipt_on is None),
        ("admissible", _("Record that the request is admissible"), asked),
        ("incomplete", _("Record that something lacks in the request"), asked),
        ("complete-request", _("Record that the request was completed"), _can_complete(row)),
        ("ask-again", _("Make a new request"), state == _S.DIOB_INCOMPLETE),
        ("advice", _("Record the advice"), state == _S.DIOB_ADMISSIBLE),
        ("ask-diob", _("Ask the DIOB for advice"), state == _S.OPENED),
        ("invite", _("Invite to be heard"), state == _S.ADVISED),
        ("hearing", _("Record the hearing"), state == _S.INVITED),
        ("absence", _("Record that the party stayed away"), _stayed_away(row)),
        ("decide", _("Record the decision of the college"), state == _S.PROPOSED),
        ("propose", _("Record the proposal of the mayor"), INVESTIGATION.allows(state, "propose")),
        ("notify", _("Record the notification"), state == _S.DECIDED and bool(row.measure)),
        ("execute", _("Carry the decision out"), state == _S.NOTIFIED and free is not None and free <= clock.today()),
        ("urgency", _("Record a request in extreme urgency"), _may_block(row)),
        ("judgment", _("Record that the request was rejected"), row.udn_on is not None and row.udn_ended_on is None),
        (
            "tell",
            _("Record that the authorities got the decision"),
            bool(row.notified_on) and not row.authorities_told_on,
        ),
        ("close", _("Close the file"), state == _S.EXECUTED or (state == _S.DECIDED and not row.measure)),
        ("remedies", _("Record that no remedy is open any more"), closed and bool(row.measure) and has_data(row)),
        ("extend", _("Extend the investigation"), terms.may_extend(row, clock.today())),
        ("fact", _("Add a fact"), running),
        ("persons", _("Extend to other persons"), running),
        ("withdraw", _("The college withdraws its decision"), INVESTIGATION.allows(state, "withdraw_decision")),
        ("hold", _("Keep the file for a pending case"), True),
        ("stop", _("End the investigation without a decision"), INVESTIGATION.allows(state, "stop")),
    )
    return [(step, words) for step, words, now in possible if now]


def _can_complete(row: IntegrityInvestigation) -> bool:
    if row.state != _S.DIOB_INCOMPLETE or row.diob_incomplete_on is None:
        return False
    return clock.today() <= terms.worked_out(terms.COMPLETION, row.diob_incomplete_on).last_day


def _stayed_away(row: IntegrityInvestigation) -> bool:
    return row.state == _S.INVITED and row.hearing_at is not None and row.hearing_at < clock.now()


def _may_block(row: IntegrityInvestigation) -> bool:
    if row.state != _S.NOTIFIED or row.notified_on is None or row.udn_on is not None:
        return False
    return clock.today() <= terms.worked_out(terms.STANDSTILL, row.notified_on).last_day


@bp.get("/integrity/documents/<uuid:document_id>")
@open_to(Permission.INTEGRITY_READ, recorded=True)
def document(document_id: UUID) -> Response:
    """A document of the file, always as a download."""
    row = queries.document(document_id)
    content = files.read(row.file_sha256)
    media_type = files.media_type_of(content)
    ending = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[media_type]
    name = f"{row.investigation.number}-{row.file_sha256[:8]}.{ending}"
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
