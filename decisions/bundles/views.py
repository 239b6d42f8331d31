"""Bundles: choose who gets it, see what goes in and what is withheld and why, have it made, download it."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, redirect, render_template, request, send_file, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response as Redirect

from app import files
from app.access import Permission, open_to
from app.errors import NotHere
from decisions import queries as decision_queries
from decisions.bundles import acts, gathering, masking, presenting, queries
from decisions.bundles.drafts import Draft
from decisions.bundles.forms import BundleForm, masking_form, wish_of
from decisions.bundles.lifecycle import BundleState
from decisions.bundles.models import Bundle
from decisions.bundles.profiles import Profile
from decisions.bundles.refusals import NotSignedYet
from decisions.bundles.words import BUNDLE_STATES
from decisions.models import Decision
from decisions.objections import queries as remedies
from decisions.objections.models import CourtCase, Objection
from decisions.presenting.frame import frame, links
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, status_of, tried
from decisions.views.blueprint import bp


@bp.get("/decisions/<uuid:decision_id>/bundles")
@open_to(Permission.BUNDLE_MAKE, recorded=True)
def bundles(decision_id: uuid.UUID) -> str:
    decision = decision_queries.decision(decision_id)
    wish = _kept("objection", "case")
    return render_template(
        "decisions/bundles.html",
        frame=frame(decision),
        links=_way(decision),
        rows=[presenting.shown(row) for row in queries.bundles_of(decision.id)],
        choices=[_choice(decision, one, wish) for one in gathering.offered(decision)],
        signed=decision.signed_at is not None,
    )


def _choice(decision: Decision, profile: Profile, wish: dict[str, Any]) -> presenting.Choice:
    url = url_for("decisions.new_bundle", decision_id=decision.id, profile=profile.id, **wish)
    return presenting.choice(profile, url)


def _way(decision: Decision) -> list[tuple[Any, str]]:
    here = url_for("decisions.decision", decision_id=decision.id)
    return [*links(decision), (_("Decision %(number)s", number=decision.number), here)]


def bundles_url(decision: Decision) -> str:
    return url_for("decisions.bundles", decision_id=decision.id)


@bp.route("/decisions/<uuid:decision_id>/bundles/new", methods=["GET", "POST"])
@open_to(Permission.BUNDLE_MAKE, recorded=True)
def new_bundle(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    if decision.signed_at is None:
        raise NotSignedYet
    chosen = _chosen(decision)
    if chosen is None:
        return redirect(bundles_url(decision))
    against = _against(decision)
    form = _form(chosen, against)
    if form.validate_on_submit():
        row = tried(form, lambda: _asked(decision, chosen, form, against))
        if row is not None:
            return redirect(url_for("decisions.bundle", bundle_id=row.id))
    profile = gathering.profile_for(chosen.id)
    with force_locale(decision.language):
        listed = gathering.preview(decision, profile)
    form.shown.data = gathering.fingerprint([one.part for _draft, one in listed])
    lines = [
        presenting.line(one, _masking_url(decision, profile, draft) if masking.can_be_chosen(draft, profile) else "")
        for draft, one in listed
    ]
    page = render_template(
        "decisions/bundle_new.html",
        frame=frame(decision),
        links=[*_way(decision), (_("Bundles"), bundles_url(decision))],
        form=form,
        choice=presenting.choice(chosen, request.full_path),
        profile=chosen,
        lines=lines,
        action=request.full_path,
        back_url=bundles_url(decision),
    )
    return page, status_of(form)


def _chosen(decision: Decision) -> Profile | None:
    """The kind of recipient in the address; None when it is not one that is offered here."""
    name = request.args.get("profile", "")
    return next((one for one in gathering.offered(decision) if one.id == name), None)


def _against(decision: Decision) -> Objection | CourtCase | None:
    """The objection or case from whose page one came, as long as it is about this decision."""
    known: dict[tuple[str, str], Objection | CourtCase] = {
        **{("objection", str(row.id)): row for row in remedies.objections_to(decision.id)},
        **{("case", str(row.id)): row for row in remedies.cases_about(decision.id)},
    }
    return next((row for key, row in known.items() if request.args.get(key[0]) == key[1]), None)


def _form(profile: Profile, against: Objection | CourtCase | None) -> BundleForm:
    known = {"recipient": against.court, "reference": against.reference} if isinstance(against, CourtCase) else {}
    form = BundleForm(data=known | ({"reference": against.number} if isinstance(against, Objection) else {}))
    if not profile.asks_basis:
        del form.basis
    return form


def _asked(decision: Decision, profile: Profile, form: BundleForm, against: Objection | CourtCase | None) -> Bundle:
    return acts.ask_bundle(
        decision,
        profile.id,
        form.recipient.data,
        reference=form.reference.data or "",
        basis=(form.basis.data or "") if "basis" in form else "",
        photo_files=form.photo_files.data,
        against=against,
        shown=form.shown.data or "",
    )


def _kept(*names: str) -> dict[str, Any]:
    """What stands in this address and goes along to the next."""
    return {name: request.args[name] for name in names if name in request.args}


def _masking_url(decision: Decision, profile: Profile, draft: Draft) -> str:
    wish = _kept("objection", "case")
    return url_for("decisions.bundle_masking", decision_id=decision.id, profile=profile.id, document=draft.key, **wish)


def _new_url(decision: Decision) -> str:
    wish = _kept("objection", "case", "profile")
    return url_for("decisions.new_bundle", decision_id=decision.id, **wish)


@bp.route("/decisions/<uuid:decision_id>/bundles/masking", methods=["GET", "POST"])
@open_to(Permission.BUNDLE_MAKE, recorded=True)
def bundle_masking(decision_id: uuid.UUID) -> Answer:
    """One document and one kind of recipient: what is masked or withheld, by which article and why."""
    decision = decision_queries.decision(decision_id)
    profile, document = request.args.get("profile", ""), request.args.get("document", "")
    with force_locale(decision.language):
        found = masking.offer(decision, profile, document)
    rules = gathering.rules_for(decision, found.profile)
    form = masking_form(found, presenting.rule_choices(rules), presenting.passage_choices(found))
    if form.validate_on_submit():
        wish = wish_of(form, found)
        # Not of the form: sent empty, its field would take the version of what a colleague chose in between.
        seen = request.form.get("version", type=int)
        if tried(form, lambda: masking.mask_document(decision, profile, document, seen, wish)) is not None:
            return redirect(_new_url(decision))
    page = render_template(
        "decisions/bundle_masking.html",
        frame=frame(decision),
        links=[
            *_way(decision),
            (_("Bundles"), bundles_url(decision)),
            (presenting.choice(found.profile, "").name, _new_url(decision)),
        ],
        form=form,
        choice=presenting.choice(found.profile, ""),
        found=found,
        files=presenting.file_choices(form, found),
        chosen=presenting.chosen_by(found.chosen),
        action=request.full_path,
        lift_url=url_for("decisions.lift_bundle_masking", decision_id=decision.id, **_kept(*request.args)),
        back_url=_new_url(decision),
    )
    return page, status_of(form)


@bp.post("/decisions/<uuid:decision_id>/bundles/masking/lift")
@open_to(Permission.BUNDLE_MAKE)
def lift_bundle_masking(decision_id: uuid.UUID) -> Redirect:
    decision = decision_queries.decision(decision_id)
    profile, document = request.args.get("profile", ""), request.args.get("document", "")
    masking.lift_masking(decision, profile, document, request.form.get("version", type=int))
    return redirect(_new_url(decision))


@bp.get("/bundles/<uuid:bundle_id>")
@open_to(Permission.BUNDLE_MAKE, recorded=True)
def bundle(bundle_id: uuid.UUID) -> str | Response:
    row = queries.bundle(bundle_id)
    waits = row.state == BundleState.ASKED
    if "HX-Request" in request.headers:
        if waits:
            return render_template("decisions/bundle_progress.html", progress=presenting.progress(row))
        return Response("", headers={"HX-Redirect": url_for("decisions.bundle", bundle_id=row.id)})
    return render_template(
        "decisions/bundle.html",
        row=row,
        frame=frame(row.decision),
        links=[*_way(row.decision), (_("Bundles"), bundles_url(row.decision))],
        facts_of=presenting.facts_of(row),
        mark=BUNDLE_STATES[row.state],
        progress=presenting.progress(row) if waits else None,
        failed=row.state == BundleState.FAILED,
        made=row.state == BundleState.MADE,
    )


@bp.post("/bundles/<uuid:bundle_id>/again")
@open_to(Permission.BUNDLE_MAKE)
def bundle_again(bundle_id: uuid.UUID) -> Redirect:
    acts.ask_bundle_again(queries.bundle(bundle_id))
    return redirect(url_for("decisions.bundle", bundle_id=bundle_id))


@bp.get("/bundles/<uuid:bundle_id>.pdf")
@open_to(Permission.BUNDLE_MAKE, recorded=True)
def bundle_pdf(bundle_id: uuid.UUID) -> Response:
    """The file; that somebody took it is written down."""
    row = queries.bundle(bundle_id)
    if row.file_sha256 is None:
        raise NotHere(table="bundle", key=str(bundle_id))
    path = files.whole(row.file_sha256)
    return send_file(path, mimetype="application/pdf", as_attachment=True, download_name=f"{row.number}.pdf")
