"""Who gets which part of a bundle, and on which ground the rest is withheld. Pure; read from ``profiles.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import law


class PartKind(StrEnum):
    """The parts of a bundle, in their order."""

    DECISION = "decision"
    LETTERS = "letters"
    VISITS = "visits"
    PHOTOS = "photos"
    REPORTS = "reports"
    CONSULTATION = "consultation"
    HEARING = "hearing"
    SERVICE = "service"
    COLLEGE = "college"
    OBJECTIONS = "objections"
    COURTS = "courts"
    TIMELINE = "timeline"
    CLOSED = "closed"


class Give(StrEnum):
    WHOLE = "whole"
    FACTS = "facts"  # numbers, days and outcomes
    OWN = "own"  # of a closed file: what was made for this recipient, and what came from it
    WITHHELD = "withheld"


class Field(StrEnum):
    """What can be masked wherever it stands."""

    OFFICIALS = "officials"
    ADDRESSEE = "addressee"


@dataclass(frozen=True)
class SecrecyRule:
    """Why something is withheld: its article and reason in nl, fr, de and en.

    ``elsewhere``: the document is in another bundle for the same recipient. ``jurisdictions``: only there; empty:
    everywhere in its country.
    """

    id: str
    article: Mapping[str, str] = field(hash=False)
    reason: Mapping[str, str] = field(hash=False)
    source: str = ""
    confidence: law.Confidence = law.Confidence.UNVERIFIED
    verified_on: Any = None
    elsewhere: bool = False
    jurisdictions: tuple[str, ...] = ()

    def holds_in(self, jurisdiction: str) -> bool:
        return not self.jurisdictions or jurisdiction in self.jurisdictions


@dataclass(frozen=True)
class Share:
    """How much of a part is given; ``rule`` says why not more."""

    give: Give
    rule: SecrecyRule | None = None


@dataclass(frozen=True)
class Profile:
    """One kind of recipient. ``marked``: only for who holds the mark of the closed file; ``basis`` must be given.

    ``choose``: the rules by which an officer may give less of one document. ``complement``: the open edition beside
    which this one goes; what is held back there goes whole in here.
    """

    id: str
    country: str
    name: Mapping[str, str] = field(hash=False)
    purpose: Mapping[str, str] = field(hash=False)
    shares: Mapping[PartKind, Share] = field(hash=False)
    hidden: Mapping[Field, SecrecyRule] = field(hash=False)
    marked: bool = False
    asks_basis: bool = False
    choose: tuple[SecrecyRule, ...] = ()
    complement: str = ""

    @property
    def rules(self) -> tuple[SecrecyRule, ...]:
        """Every rule by which this profile withholds something, each once."""
        named = [share.rule for share in self.shares.values() if share.rule is not None]
        return tuple({rule.id: rule for rule in (*named, *self.hidden.values())}.values())


class FaultInProfiles(ValueError):
    """``profiles.toml`` breaks its own grammar: a fault of ours, found when the application starts."""


_KNOWN = {"country", "name", "for", "marked", "asks_basis", "others", "hide", "choose", "complement", *PartKind}
_LANGUAGES = {"nl", "fr", "de", "en"}


def read(text: str) -> dict[str, Profile]:
    """The profiles of a file by their id. Raises FaultInProfiles naming what is wrong."""
    data = tomllib.loads(text)
    rules = {key: _rule(key, row) for key, row in data["rule"].items()}
    found = {key: _profile(key, row, rules) for key, row in data["profile"].items()}
    for one in found.values():
        if one.complement and one.complement not in found:
            raise FaultInProfiles(f"profile {one.id}: there is no profile {one.complement!r}")
    return found


def _rule(key: str, row: Mapping[str, Any]) -> SecrecyRule:
    for name in ("article", "reason"):
        _all_languages(key, row[name])
    named = tuple(row.get("jurisdictions", ()))
    return SecrecyRule(key, **{**row, "confidence": law.Confidence(row["confidence"]), "jurisdictions": named})


def _profile(key: str, row: Mapping[str, Any], rules: Mapping[str, SecrecyRule]) -> Profile:
    if unknown := set(row) - _KNOWN:
        raise FaultInProfiles(f"profile {key}: {min(unknown)!r} is not known here")
    for name in ("name", "for"):
        _all_languages(key, row[name])
    if "closed" not in row:
        raise FaultInProfiles(f"profile {key}: says nothing of the closed file")
    others = row.get("others", {"give": "whole"})
    return Profile(
        id=key,
        country=row["country"],
        name=row["name"],
        purpose=row["for"],
        shares={part: _share(f"{key}.{part}", row.get(part, others), rules) for part in PartKind},
        hidden={Field(one["field"]): _known(key, one["rule"], rules) for one in row.get("hide", ())},
        marked=row.get("marked", False),
        asks_basis=row.get("asks_basis", False),
        choose=_choose(key, row, rules),
        complement=row.get("complement", ""),
    )


def _choose(key: str, row: Mapping[str, Any], rules: Mapping[str, SecrecyRule]) -> tuple[SecrecyRule, ...]:
    named = tuple(_known(key, one, rules) for one in row.get("choose", ()))
    if bool(named) == ("complement" in row):
        raise FaultInProfiles(f"profile {key}: names either rules to choose from or the edition beside it")
    return named


def _share(where: str, row: Mapping[str, str], rules: Mapping[str, SecrecyRule]) -> Share:
    give = Give(row["give"])
    if (give is Give.WHOLE) == ("rule" in row):
        raise FaultInProfiles(f"{where}: what is not given whole, and only that, names its rule")
    return Share(give, _known(where, row["rule"], rules) if "rule" in row else None)


def _known(where: str, rule: str, rules: Mapping[str, SecrecyRule]) -> SecrecyRule:
    if rule not in rules:
        raise FaultInProfiles(f"{where}: there is no rule {rule!r}")
    return rules[rule]


def _all_languages(where: str, words: Mapping[str, str]) -> None:
    if set(words) != _LANGUAGES:
        raise FaultInProfiles(f"{where}: not in all four languages")


_TEXT = (Path(__file__).parent / "profiles.toml").read_text(encoding="utf-8")
PROFILES = read(_TEXT)
# Every rule by its id: what was chosen once keeps its rule when an edition offers it no longer.
RULES = {key: _rule(key, row) for key, row in tomllib.loads(_TEXT)["rule"].items()}
# For a closed file that whoever makes the bundle may not read, per country.
_NO_MARK = {key[:2]: rule for key, rule in RULES.items() if key.endswith(".no-mark")}


def without_mark(profile: Profile) -> Profile:
    """The profile as it works for somebody who may not read the closed file."""
    share = profile.shares[PartKind.CLOSED]
    kept = share if share.give is Give.WITHHELD else Share(Give.WITHHELD, _NO_MARK[profile.country])
    return replace(profile, shares={**profile.shares, PartKind.CLOSED: kept})


def profiles_in(country: str, *, marked: bool, beside: frozenset[str] = frozenset()) -> tuple[Profile, ...]:
    """The profiles of a country; those of the closed file only for who holds its mark.

    ``beside``: the editions in which an officer holds something back; what goes beside them is for every officer.
    """
    return tuple(
        one
        for one in PROFILES.values()
        if one.country == country and (marked or not one.marked or one.complement in beside)
    )
