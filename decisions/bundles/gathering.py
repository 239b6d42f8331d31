"""The whole bundle of a decision for one recipient: what goes in, what is withheld and why, in its own language."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale, get_locale

import law
from app import files, story
from app.db import db, scope
from app.files import StoredFile
from app.people import Municipality, municipality_now
from app.powers import CLOSED, Permission
from app.story import Happening
from decisions.bundles import queries
from decisions.bundles.drafts import Choices, Draft, Less, Masked, Screened, Words, screened
from decisions.bundles.models import Masking
from decisions.bundles.parts import letters, procedure, remedies, timeline, visits
from decisions.bundles.parts.closed import closed_drafts, holds_mark
from decisions.bundles.parts.paper import day, ending_of
from decisions.bundles.profiles import (
    PROFILES,
    RULES,
    Field,
    Give,
    PartKind,
    Profile,
    SecrecyRule,
    profiles_in,
    without_mark,
)
from decisions.models import Decision
from decisions.presenting.tongue import _, ngettext
from reports.bundle import Bundle, Fact, Legend, Original, Part, Status

RECORD = "decision.json"
FORMAT = "drempel-decision/1"


@dataclass(frozen=True)
class Order:
    """What is asked: for whom, under which number, and how. ``reference``: the recipient's own number of the case."""

    number: str
    recipient: str
    reference: str = ""
    basis: str = ""
    photo_files: bool = False


@dataclass(frozen=True)
class Gathered:
    """A bundle to be made; ``power`` and ``case_id`` of the closed file whose documents are in it."""

    bundle: Bundle
    power: Permission | None
    case_id: uuid.UUID | None

    @property
    def withheld(self) -> int:
        """How many documents are not in it, or not whole."""
        return sum(part.status is not Status.WHOLE for part in self.bundle.parts)


def fingerprint(parts: Sequence[Part]) -> str:
    """Of what is given of each document and why not more: two lists with the same are the same to who chose."""
    told = [(one.number, one.title, one.status.value, one.reason) for one in parts]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def says_something(profile: Profile, parts: Sequence[Part]) -> bool:
    """Whether the recipient can read anything in it. What goes beside an open edition must add something to that."""
    if profile.complement:
        return any(one.status is Status.WHOLE for one in parts)
    return any(one.status is not Status.WITHHELD for one in parts)


def offered(decision: Decision) -> tuple[Profile, ...]:
    """The kinds of recipient for whom the present actor can make a bundle of this decision."""
    country = law.jurisdiction(decision.jurisdiction).country
    return profiles_in(country, marked=holds_mark(country), beside=queries.held_back(decision.id))


def profile_for(name: str) -> Profile:
    """The profile as it works for the present actor."""
    profile = PROFILES[name]
    return profile if holds_mark(profile.country) else without_mark(profile)


def gathered(decision: Decision, profile: Profile, order: Order, on: date) -> Gathered:
    """All that the bundle will say, as it stands now. ``on`` is its date."""
    with force_locale(decision.language):
        closed = closed_drafts(decision, profile)
        drafts = [*_drafts(decision, profile), *closed.drafts]
        found = screened(drafts, profile, _words(decision.language), _choices(decision, profile, drafts))
        return Gathered(_bundle(decision, profile, order, on, found), closed.power, closed.case_id)


def preview(decision: Decision, profile: Profile) -> list[tuple[Draft, Screened]]:
    """Each document with what goes in and what is withheld of it, in the language of the reader."""
    drafts = all_drafts(decision, profile)
    found = screened(drafts, profile, _words(_locale()), _choices(decision, profile, drafts))
    return list(zip(drafts, found, strict=True))


def all_drafts(decision: Decision, profile: Profile) -> list[Draft]:
    """Every document of the case in its order, before anything is left out."""
    return [*_drafts(decision, profile), *closed_drafts(decision, profile).drafts]


def rules_for(decision: Decision, profile: Profile) -> tuple[SecrecyRule, ...]:
    """The rules by which an officer may give less of one document to this recipient, here."""
    return tuple(rule for rule in profile.choose if rule.holds_in(decision.jurisdiction))


def _choices(decision: Decision, profile: Profile, drafts: Sequence[Draft]) -> Choices:
    beside = frozenset(queries.maskings(decision.id, profile.complement)) if profile.complement else frozenset()
    rows = queries.maskings(decision.id, profile.id)
    by_key = {draft.key: draft for draft in drafts if draft.key}
    masked = {key: _masked(row, by_key[key]) for key, row in rows.items() if key in by_key}
    return Choices(masked, beside, _hidden_names(decision, profile) if masked else ())


def _masked(row: Masking, draft: Draft) -> Masked:
    known = {one.sha256: one for one in draft.pieces}
    copies = {sha: _copy_of(known[sha], copy) if copy else None for sha, copy in row.files.items() if sha in known}
    # The places belong to the bytes that were looked at; of another letter nobody said what may be read.
    letter = row.letter if row.letter_sha256 == (draft.letter or "") else "withheld"
    return Masked(Less(row.less), RULES[row.rule], row.reason, letter, tuple(row.places), tuple(row.words), copies)


def _copy_of(one: Original, copy: str) -> Original:
    """The masked copy of a file, under the name of that file."""
    row = db.session.get(StoredFile, (scope(), copy))
    assert row is not None, "a masked copy is kept with the choice"
    # Whoever may not read the copy may not read the document either, and has no choice about it before them.
    assert files.readable(row), "a masked copy is as open as its document"
    stem = one.name.rsplit(".", 1)[0]
    name = f"{stem}-{_('masked').replace(' ', '-')}.{ending_of(row.media_type)}"
    said = _("Masked copy of the file with SHA-256 %(sha256)s", sha256=one.sha256)
    return Original(row.sha256, name, row.media_type, row.size, said)


def _hidden_names(decision: Decision, profile: Profile) -> tuple[str, ...]:
    """What the profile hides wherever it stands, as it may stand in a letter. Who signed is named by law."""
    found: list[str] = []
    if Field.ADDRESSEE in profile.hidden:
        party, place = decision.addressee, decision.establishment.full_address
        found += [party.name, party.contact_name]
        # The address of the place itself is no secret: the bundle is about it.
        found += [one for one in (party.address, party.postal_code) if one not in place]
    if Field.OFFICIALS in profile.hidden:
        inspectors = [one.inspector for one in visits.visits_behind(decision)]
        officials = [decision.drafter, decision.reader, *inspectors]
        found += [one.name for one in officials if one is not None and one is not decision.signed_by]
    return tuple(dict.fromkeys(one for one in found if one and one.strip()))


def _drafts(decision: Decision, profile: Profile) -> list[Draft]:
    told = _story(decision, profile)
    seen = visits.visits_behind(decision)
    return [
        *letters.decision_draft(decision),
        *letters.letter_drafts(decision),
        *visits.visit_drafts(decision, seen),
        *visits.photo_drafts(decision, seen),
        *procedure.report_drafts(decision),
        *procedure.consultation_drafts(decision),
        *procedure.hearing_drafts(decision, told),
        *procedure.service_drafts(decision),
        *procedure.college_drafts(decision),
        *remedies.objection_drafts(decision),
        *remedies.court_drafts(decision),
        *timeline.timeline_drafts(decision, told),
    ]


def _story(decision: Decision, profile: Profile) -> Sequence[Happening]:
    """The readable story; steps of the closed file only where that file is given whole."""
    open_too = profile.shares[PartKind.CLOSED].give is Give.WHOLE
    lines = [one for one in story.of(decision.id, newest_first=False) if story.readable(one)]
    return [one for one in lines if open_too or one.power is None or Permission(one.power) not in CLOSED]


def _words(language: str) -> Words:
    return Words(
        language=language,
        hidden=_("withheld: {article}"),
        partly=_("only numbers, days and outcomes; the rest is withheld, {reason} ({article})"),
        withheld=_("{reason} ({article})"),
        masked=_("without {what}, {reason} ({article})"),
        fields={
            Field.OFFICIALS: _("names of officials"),
            Field.ADDRESSEE: _("name and address of the party"),
        },
        chosen=_("{reason} ({article})"),
        chosen_facts=_("only numbers, days and outcomes: {reason} ({article})"),
        chosen_masked=_("passages or files made unreadable or left out: {reason} ({article})"),
        passage=_("[made unreadable: {article}]"),
        word=_("[masked]"),
        notice=_(
            "Masked copy, printed anew for this bundle, without signatures. The original as it was issued has SHA-256 "
            "{sha256}; a court can ask for it."
        ),
        running=(
            _("Masked copy without signatures: not the letter as it was issued"),
            _("SHA-256 of the original: {sha256}"),
        ),
    )


def _bundle(decision: Decision, profile: Profile, order: Order, on: date, found: list[Screened]) -> Bundle:
    town = municipality_now()
    return Bundle(
        title=_("Bundle of decision %(number)s", number=decision.number),
        author=town.name,
        number=order.number,
        language=decision.language,
        day=on,
        facts=_cover(decision, profile, order, on, town),
        intro=_intro(found, profile, order),
        parts=tuple(one.part for one in found),
        record=_record(decision, profile, order, on, found),
        record_name=RECORD,
        record_description=_("The decision and its documents as data (JSON)"),
        legend=_legend(),
        photo_files=order.photo_files,
    )


def _cover(decision: Decision, profile: Profile, order: Order, on: date, town: Municipality) -> tuple[Fact, ...]:
    place, language = decision.establishment, decision.language
    addressee = "" if Field.ADDRESSEE in profile.hidden else decision.addressee.name
    return (
        Fact(_("Number of this bundle"), order.number),
        Fact(_("Municipality"), town.name),
        Fact(_("Made for"), f"{order.recipient} ({profile.name[language]})"),
        Fact(_("Number at the recipient"), order.reference),
        Fact(_("Given on the ground of"), order.basis),
        Fact(_("Decision"), f"{decision.number}, {decision.case_number}"),
        Fact(_("Establishment"), f"{place.name}, {place.full_address}"),
        Fact(_("Addressee"), addressee),
        Fact(_("Made on"), day(on, language)),
    )


def _intro(found: list[Screened], profile: Profile, order: Order) -> tuple[str, ...]:
    number, less = len(found), sum(one.part.status is not Status.WHOLE for one in found)
    # Where an officer gives something masked, that sentence of the profile no longer says all of it.
    beyond = any(one.part.mask or any(file.instead for file in one.part.kept_back) for one in found)
    said = [
        *([] if beyond else [profile.purpose[_locale()]]),
        ngettext("The inventory names %(num)d document.", "The inventory names %(num)d documents.", number),
        _("Every document keeps its number in each edition of this bundle; what is withheld is named with the reason."),
    ]
    if less:
        said.append(
            ngettext(
                "%(num)d of them is withheld or not given whole.",
                "%(num)d of them are withheld or not given whole.",
                less,
            )
        )
    rest = [
        _(
            "Letters that were signed are set again here so that they can be read and searched; the file with its "
            "signatures goes along as an attachment, unchanged. The same holds for files that others sent in."
        )
    ]
    if any(one.part.mask or one.part.kept_back for one in found):
        rest.append(
            _(
                "What is masked goes along as a masked copy only. A file that is not given is named with its SHA-256, "
                "by which a court can ask for it."
            )
        )
    if order.photo_files:
        rest.append(_("The photos go along as separate files as well."))
    return (" ".join(said), *rest)


def _locale() -> str:
    return str(get_locale() or "nl")[:2]


def _legend() -> Legend:
    return Legend(
        contents=_("Contents"),
        cover=_("About this bundle"),
        facts_heads=(_("Subject"), _("Data")),
        inventory=_("Inventory"),
        inventory_heads=(_("No."), _("Document"), _("Date"), _("In this bundle")),
        status={
            Status.WHOLE.value: _("whole"),
            Status.PARTLY.value: _("in part"),
            Status.WITHHELD.value: _("withheld"),
        },
        files=_("Attached files"),
        files_heads=(_("No."), _("File"), _("SHA-256")),
        files_text=_(
            "These files are attached to this PDF, byte for byte. Open them in the attachments of the reader."
        ),
        letter_text=_("The words of the letter, taken from the issued file:"),
        kept_back=_("Files that are not given"),
        kept_back_heads=(_("File"), _("What it is"), _("SHA-256")),
        kept_back_text=_("Not in this bundle, or only as a masked copy. A court can ask for each by its SHA-256."),
        withheld_text=_("This sheet stands in the place of the document."),
    )


def _record(decision: Decision, profile: Profile, order: Order, on: date, found: list[Screened]) -> str:
    town = municipality_now()
    record: dict[str, Any] = {
        "format": FORMAT,
        "bundle": {
            "number": order.number,
            "profile": profile.id,
            "recipient": order.recipient,
            "reference": order.reference,
            "basis": order.basis,
            "made_on": on.isoformat(),
            "language": decision.language,
        },
        "municipality": {"code": town.code, "name": town.name},
        "decision": decision.number,
        "documents": [one.record for one in found],
    }
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
