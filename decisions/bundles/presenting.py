"""Bundles in words, for their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.web.language import clock_time, in_language, long_date
from decisions.bundles import making
from decisions.bundles.drafts import Screened
from decisions.bundles.forms import MaskingForm
from decisions.bundles.lifecycle import BundleState
from decisions.bundles.masking import Offer
from decisions.bundles.models import Bundle, Masking
from decisions.bundles.profiles import PROFILES, Profile, SecrecyRule
from decisions.bundles.words import BUNDLE_STATES, GIVEN
from decisions.presenting.tongue import _, ngettext
from law import Confidence
from reports.masking import passages

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Line:
    """A document as the inventory will name it."""

    number: str
    title: str
    on: str
    mark: tuple[Any, str, str]
    reason: str
    files: int
    url: str = ""


@dataclass(frozen=True)
class FileChoice:
    """What can be chosen for one file; ``kept``: a masked copy of it was sent in before."""

    way: Any
    copy: Any
    sha256: str
    kept: bool


@dataclass(frozen=True)
class Choice:
    """A kind of recipient: its name, what it is for, and whether a rule behind it was never verified."""

    id: str
    name: str
    purpose: str
    url: str
    unverified: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """A bundle as a row."""

    number: str
    text: str
    url: str
    mark: tuple[Any, str, str]


def choice(profile: Profile, url: str) -> Choice:
    unread = tuple(rule.source for rule in profile.rules if rule.confidence is not Confidence.VERIFIED)
    return Choice(
        profile.id,
        in_language(dict(profile.name)),
        in_language(dict(profile.purpose)),
        url,
        tuple(dict.fromkeys(unread)),
    )


def line(one: Screened, url: str = "") -> Line:
    """``url``: where less of the document can be chosen; empty: nothing can."""
    part = one.part
    files = len(part.originals) + len(part.pictures)
    return Line(part.number, part.title, part.on, GIVEN[part.status], part.reason, files, url)


def rule_choices(rules: Sequence[SecrecyRule]) -> list[tuple[str, str]]:
    """(id, article and reason) of each rule; one that nobody could read in an official text says so."""
    found = [("", _("Choose an article"))]
    for rule in rules:
        words = f"{in_language(dict(rule.article))}: {in_language(dict(rule.reason))}"
        unread = "" if rule.confidence is Confidence.VERIFIED else f" ({_('not yet checked in an official text')})"
        found.append((rule.id, words + unread))
    return found


def passage_choices(found: Offer) -> list[tuple[str, str]]:
    """The passages of the letter as boxes."""
    return [(one.place, one.text) for one in passages(found.blocks)]


def file_choices(form: MaskingForm, found: Offer) -> list[FileChoice]:
    """The fields of each file, with its fingerprint and whether a masked copy is kept already."""
    chosen = found.chosen.files if found.chosen is not None else {}
    return [
        FileChoice(form[f"file_{number}"], form[f"copy_{number}"], one.sha256, bool(chosen.get(one.sha256)))
        for number, one in enumerate(found.draft.pieces)
    ]


def chosen_by(row: Masking | None) -> str:
    """Who chose last, and when; empty when nothing was chosen yet."""
    return "" if row is None else f"{row.chosen_by.name}, {long_date(row.chosen_at)}, {clock_time(row.chosen_at)}"


def shown(row: Bundle) -> Shown:
    who = in_language(dict(PROFILES[row.profile].name))
    text = f"{row.recipient} · {who} · {long_date(row.asked_at)}"
    return Shown(row.number, text, url_for("decisions.bundle", bundle_id=row.id), BUNDLE_STATES[row.state])


def facts_of(row: Bundle) -> list[tuple[str, Any]]:
    """What is known of one bundle."""
    documents = ngettext("%(num)d document", "%(num)d documents", row.documents)
    less = ngettext("%(num)d withheld or in part", "%(num)d withheld or in part", row.withheld)
    found: list[tuple[str, Any]] = [
        (_("Who gets it"), row.recipient),
        (_("Edition"), in_language(dict(PROFILES[row.profile].name))),
        (_("Number at the recipient"), row.reference),
        (_("Asked"), f"{row.asked_by.name}, {long_date(row.asked_at)}, {clock_time(row.asked_at)}"),
        (_("In it"), f"{documents}, {less}" if row.withheld else documents),
    ]
    if row.basis:
        found.append((_("Legal ground"), row.basis))
    if row.state == BundleState.MADE:
        found += [
            (_("Made"), f"{long_date(row.made_at)}, {clock_time(row.made_at)}" if row.made_at else ""),
            (_("Size"), _("%(size)s MB", size=_megabytes(row.size or 0))),
            (_("Seal of the municipality"), _("yes") if row.sealed else _("no")),
            (_("Fingerprint of the file (SHA-256)"), row.file_sha256),
        ]
        if row.sealed:
            found.append((_("Fingerprint before the seal"), row.bare_sha256))
            found += _proof(row)
    return found


def _proof(row: Bundle) -> list[tuple[str, Any]]:
    """Until when the seal can be proven, and the fingerprints of the files that left the house before."""
    until = row.copies[-1].proven_until if row.copies else None
    if until is None:
        return []
    earlier = [copy.sha256 for copy in row.copies if copy.sha256 != row.file_sha256]
    said = [(_("Fingerprint of an earlier file, with which this one begins"), one) for one in earlier]
    return [(_("Seal can be proven until"), long_date(until)), *said]


def _megabytes(size: int) -> str:
    return str(max(1, round(size / _MEGABYTE)))


@dataclass(frozen=True)
class Progress:
    """How far the making is: a sentence, and figures when they are known."""

    sentence: str
    done: int = 0
    total: int = 0


def progress(row: Bundle) -> Progress:
    told = making.progress_of(row.id)
    if told is None:
        return Progress(_("The bundle waits for its turn; that takes a few seconds."))
    done, total = told
    if not total:
        return Progress(_("The pages are being laid out."))
    return Progress(_("%(done)s of %(total)s pictures", done=done, total=total), done, total)
