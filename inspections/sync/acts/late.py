"""What a tablet brings when its visit has been sealed without it: the sealed text stays, this is added beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import law
from app import clock
from app.acts import actor
from app.people import municipality_now
from inspections import merge
from inspections.acts.sealing import add_addendum
from inspections.models import Inspection
from inspections.sheet import Answer, Note, Sheet, State
from inspections.sync.acts.pieces import SIGNATURE
from inspections.sync.models import Attachment

# An addendum is part of a document, so it is written in the language of the municipality and not of the reader.
_WORDS: dict[str, dict[str, str]] = {
    "nl": {"in_order": "in orde", "deviation": "afwijking", "not_seen": "niet bekeken", "present": "Aanwezig",
           "remark": "Opmerking van de exploitant", "danger": "Gevaar gemeld", "photo": "Foto", "note": "Notitie",
           "late": "na de afsluiting ontvangen"},
    "fr": {"in_order": "en ordre", "deviation": "écart", "not_seen": "non contrôlé", "present": "Présents",
           "remark": "Remarque de l’exploitant", "danger": "Danger signalé", "photo": "Photo", "note": "Note",
           "late": "reçu après la clôture"},
    "de": {"in_order": "in Ordnung", "deviation": "Abweichung", "not_seen": "nicht angesehen", "present": "Anwesend",
           "remark": "Bemerkung des Betreibers", "danger": "Gefahr gemeldet", "photo": "Foto", "note": "Notiz",
           "late": "nach dem Abschluss eingegangen"},
}  # fmt: skip


def keep(visit: Inspection, base: Sheet, theirs: Sheet, attached: Sequence[Attachment]) -> None:
    """Make addenda of all that the copy holds beyond the sealed sheet; what was added before is not added again."""
    there = {one.late_key for one in visit.addenda}
    sealed = Sheet.from_dict(visit.sheet)
    language = municipality_now().languages[0]
    words = _WORDS.get(language, _WORDS["nl"])
    for one in merge.after_seal(sealed, base, theirs):
        if one.id not in there and one.what != merge.SIGNATURE:
            _add(visit, f"{_said(one, words, language)} ({words['late']}, {actor().name})", late_key=one.id)
    for picture in attached:
        if picture.used_at is None and picture.kind != SIGNATURE:
            picture.used_at = clock.now()
            text = f"{words['photo']} {picture.item_code} ({words['late']}, {actor().name})".replace("  ", " ")
            _add(visit, text, late_key=picture.sha256, file_sha256=picture.file_sha256)


def _add(visit: Inspection, text: str, **more: Any) -> None:
    add_addendum(visit, text, **more)


def _said(one: merge.Late, words: dict[str, str], language: str) -> str:
    if isinstance(one.value, Answer):
        label = law.item(one.key).label
        counted = ", ".join(f"{key} {count}" for key, count in sorted(one.value.counts.items()))
        parts = [words[one.value.state.value], one.value.remark if one.value.state is State.DEVIATION else "", counted]
        return f"{one.key}, {label.get(language) or label['nl']}: " + ". ".join(part for part in parts if part)
    if isinstance(one.value, Note):
        return f"{words['note']}: {one.value.text}"
    if one.what == merge.PRESENT:
        return f"{words['present']}: " + ", ".join(f"{key} {count}" for key, count in sorted(one.value.items()))
    return f"{words['danger' if one.what == 'danger' else 'remark']}: {one.value}"
