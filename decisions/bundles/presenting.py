"""Bundles in words, for their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.web.language import clock_time, in_language, long_date
from decisions.bundles import making
from decisions.bundles.drafts import Screened
from decisions.bundles.lifecycle import BundleState
from decisions.bundles.models import Bundle
from decisions.bundles.profiles import PROFILES, Profile
from decisions.bundles.words import BUNDLE_STATES, GIVEN
from decisions.presenting.tongue import _, ngettext
from law import Confidence

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


def line(one: Screened) -> Line:
    part = one.part
    files = len(part.originals) + len(part.pictures)
    return Line(part.number, part.title, part.on, GIVEN[part.status], part.reason, files)


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
    return found


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
