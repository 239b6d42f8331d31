"""Choosing what one kind of recipient may not read of one document, by which rule and why; and taking that back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app import clock, files
from app.access import Permission
from app.acts import act, check_version, note
from app.db import db
from app.errors import ChangedMeanwhile
from app.powers import Permission as Power
from decisions.acts import desk
from decisions.bundles import queries
from decisions.bundles.drafts import Draft, Less
from decisions.bundles.gathering import all_drafts, offered, profile_for, rules_for
from decisions.bundles.models import Masking
from decisions.bundles.parts.closed import MARKS, closed_drafts
from decisions.bundles.profiles import Give, PartKind, Profile
from decisions.bundles.refusals import (
    CopyLacks,
    NoSuchDocument,
    NothingMasked,
    NotMasked,
    NotSignedYet,
    ReasonLacks,
    RuleLacks,
    WordsAbsent,
)
from decisions.models import Decision
from decisions.presenting.tongue import _
from reports.letter import Block
from reports.masking import absent, passages
from reports.press import PagesUnknown
from reports.press.lines import page_texts
from reports.press.reading import read_blocks

_LONGEST_REASON, _LONGEST_WORD, _MOST_WORDS = 500, 200, 60


@dataclass(frozen=True)
class Wish:
    """What was chosen on the page. ``letter``: "", "masked" or "withheld".

    ``files``: for the SHA-256 of each file that does not go as it is, None when it is withheld, else the bytes and the
    name of its masked copy; empty bytes keep the copy of before.
    """

    less: str
    rule: str
    reason: str
    letter: str = ""
    places: Sequence[str] = ()
    words: Sequence[str] = ()
    files: Mapping[str, tuple[bytes, str] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """A document with what can be chosen for it. ``whole``: the profile gives it whole."""

    draft: Draft
    profile: Profile
    whole: bool
    ways: tuple[Less, ...]
    blocks: tuple[Block, ...]
    chosen: Masking | None


def offer(decision: Decision, profile: str, document: str) -> Offer:
    """What can be chosen for one document of a signed decision. Raises NotSignedYet or NoSuchDocument."""
    if decision.signed_at is None:
        raise NotSignedYet
    if profile not in {one.id for one in offered(decision)}:
        raise NoSuchDocument
    form = profile_for(profile)
    draft = next((one for one in all_drafts(decision, form) if one.key and one.key == document), None)
    if draft is None or not form.choose:
        raise NoSuchDocument
    share = form.shares[draft.kind]
    whole = share.give is Give.WHOLE or (share.give is Give.OWN and draft.own)
    blocks = read_blocks(files.read(draft.letter)) if draft.letter else ()
    chosen = queries.maskings(decision.id, profile).get(document)
    return Offer(draft, form, whole, _ways(draft, whole=whole), blocks, chosen)


def can_be_chosen(draft: Draft, profile: Profile) -> bool:
    """Whether an officer can change anything about this document in this edition."""
    share = profile.shares[draft.kind]
    whole = share.give is Give.WHOLE or (share.give is Give.OWN and draft.own)
    return bool(draft.key and profile.choose and _ways(draft, whole=whole))


def _ways(draft: Draft, *, whole: bool) -> tuple[Less, ...]:
    """Masked when there is something to mask; facts and nothing only where the profile gives more."""
    masked = (Less.MASKED,) if draft.letter or draft.pieces else ()
    facts = (Less.FACTS,) if whole and (draft.texts or draft.letter or draft.originals or _has_text(draft)) else ()
    return (*masked, *facts, Less.WITHHELD)


def _has_text(draft: Draft) -> bool:
    return bool(draft.pictures) or any(row.text for row in draft.rows) or any(grid.text for _name, grid in draft.tables)


@act(Permission.BUNDLE_MAKE)
def mask_document(decision: Decision, profile: str, document: str, seen: int | None, wish: Wish) -> Masking:
    """Choose what this kind of recipient does not get of a document, in every bundle that is asked from now on.

    ``seen``: the version of the choice of before, None when there was none. Raises NotSignedYet, NoSuchDocument,
    RuleLacks, ReasonLacks, NothingMasked, WordsAbsent, CopyLacks, NotMasked or ChangedMeanwhile.
    """
    queries.hold(decision.id)
    found = offer(decision, profile, document)
    if (found.chosen is None) != (seen is None):
        raise ChangedMeanwhile(row=found.chosen)
    row = found.chosen or Masking(decision_id=decision.id, profile=profile, document=document)
    check_version(row, seen)
    if wish.less not in found.ways:
        raise NoSuchDocument
    if wish.rule not in {rule.id for rule in rules_for(decision, found.profile)}:
        raise RuleLacks(field="rule")
    row.less, row.rule = wish.less, wish.rule
    row.reason = desk.bounded(wish.reason, _LONGEST_REASON)
    if len(row.reason.split()) < desk.SENTENCE:
        raise ReasonLacks(field="reason")
    _close(row, decision, found)
    masks = wish.less == Less.MASKED
    row.letter = wish.letter if masks and found.draft.letter else ""
    row.letter_sha256 = found.draft.letter or ""
    row.places, row.words = _of_letter(found, wish) if row.letter == "masked" else ([], [])
    row.files = _copies(found, row, wish) if masks else {}
    if masks and not row.letter and not row.files:
        raise NothingMasked(field="less")
    row.chosen_at, row.chosen_by_id = clock.now(), desk.person_id()
    db.session.add(row)
    db.session.flush()
    if row.power is None:
        note(profile=profile, document=document, less=row.less, rule=row.rule, reason=row.reason)
    return row


@act(Permission.BUNDLE_MAKE)
def lift_masking(decision: Decision, profile: str, document: str, seen: int | None) -> None:
    """Give the document again as the profile says. Raises ChangedMeanwhile when somebody else did, or chose again."""
    queries.hold(decision.id)
    row = offer(decision, profile, document).chosen
    if row is None:
        raise ChangedMeanwhile
    check_version(row, seen)
    db.session.delete(row)
    if row.power is None:
        note(profile=profile, document=document)


def _close(row: Masking, decision: Decision, found: Offer) -> None:
    """What is chosen about a document of a closed file is as closed as that file."""
    if found.draft.kind is PartKind.CLOSED:
        row.power = MARKS[found.profile.country].value
        row.closed_case_id = closed_drafts(decision, found.profile).case_id


def _of_letter(found: Offer, wish: Wish) -> tuple[list[str], list[str]]:
    """The passages and words to be masked, each of which is really there."""
    known = [one.place for one in passages(found.blocks)]
    places = [place for place in known if place in set(wish.places)]
    words = list(dict.fromkeys(clean for word in wish.words if (clean := desk.bounded(word, _LONGEST_WORD))))
    words = words[:_MOST_WORDS]
    if gone := absent(found.blocks, words):
        sentence = _("“%(word)s” does not stand in this letter. Write it as it stands there.", word=gone[0])
        raise WordsAbsent(sentence, field="words")
    if not places and not words and not found.profile.hidden:
        raise NothingMasked(field="places")
    return places, words


def _copies(found: Offer, row: Masking, wish: Wish) -> dict[str, str]:
    """For each file that does not go as it is, the SHA-256 of its masked copy, or nothing when it is withheld."""
    before = row.files or {}
    power = Power(row.power) if row.power else None
    kept: dict[str, str] = {}
    for number, one in enumerate(found.draft.pieces):
        if one.sha256 not in wish.files:
            continue
        sent = wish.files[one.sha256]
        if sent is None:
            kept[one.sha256] = ""
        elif sent[0]:
            _check_masked(files.read(one.sha256), sent[0], f"copy_{number}")
            kept[one.sha256] = files.keep(*sent, power=power).sha256
        elif before.get(one.sha256):
            kept[one.sha256] = before[one.sha256]
        else:
            raise CopyLacks(field=f"copy_{number}")
    return kept


def _check_masked(original: bytes, copy: bytes, name: str) -> None:
    """Refuse a copy in which every word of the original can still be read: a black bar hides nothing from a machine."""
    if original == copy:
        raise NotMasked(field=name)
    said = _words_in(original)
    if said and said <= _words_in(copy):
        raise NotMasked(field=name)


def _words_in(content: bytes) -> frozenset[str]:
    """The words of a PDF; none of a picture, of a scan, or of what cannot be opened."""
    try:
        pages = page_texts(content)
    except PagesUnknown:
        return frozenset()
    return frozenset(word for page in pages for line in page.lines for word in line.text.split())
