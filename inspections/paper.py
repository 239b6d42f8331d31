"""The report of a sealed visit as a tagged PDF, in the language of the municipality."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from app import clock, files
from app.people import municipality_now
from app.web.language import clock_time, full_date, in_language
from inspections import words
from inspections.models import Finding, Inspection
from inspections.sheet import Sheet
from reports import press
from reports.document import Document
from reports.letter import Block, Column, Figure, Heading, Paragraph, Run, Table


def report_of(visit: Inspection, signature_sha256: str = "") -> bytes:
    """The report: what was established, by whom, who was present, findings with photos, addenda.

    ``signature_sha256``: the file with what the operator wrote on glass, when there is one. The same visit gives the
    same bytes.
    """
    language = municipality_now().languages[0]
    with force_locale(language):
        title = _("Report of visit %(number)s", number=visit.number)
        town = _("Municipality of %(name)s", name=municipality_now().name)
        assert visit.sealed_at is not None, "only a sealed visit has a report"
        return press.render(
            Document(
                title=title,
                author=town,
                subject=visit.establishment.name,
                keywords=visit.number,
                language=language,
                day=clock.civil(visit.sealed_at).date(),
                blocks=tuple(_blocks(visit, signature_sha256, language)),
                page_words=(_("page"), _("of")),
                running_head=f"{title} · {visit.establishment.name}",
            )
        )


def _blocks(visit: Inspection, signature: str, language: str) -> Iterator[Block]:
    sheet = Sheet.from_dict(visit.sheet)
    yield _table(_("The visit"), _facts(visit, sheet))
    yield _heading(_("Findings"))
    findings = sorted(visit.findings, key=lambda one: (-one.severity, one.number))
    for finding in findings:
        yield from _finding(visit, finding, language)
    if not findings:
        yield _text(_("No deviations were noted."))
    yield _heading(_("Who was present"))
    yield _table("", [(str(words.FUNCTIONS.get(key, key)), str(count)) for key, count in (sheet.present or {}).items()])
    if sheet.notes:
        yield _heading(_("Notes"))
        yield from (_text(note.text) for note in sheet.notes.values())
    yield _heading(_("What the operator said about it"))
    yield _text(sheet.operator_remark or _("No remarks."))
    if signature:
        said = _("What the operator wrote on the tablet. It is no electronic signature.")
        yield Figure(files.read(signature), _("Handwriting of the operator"), said)
    yield _heading(_("Everything that was looked at"))
    yield from _looked_at(sheet, language)
    if visit.addenda:
        yield _heading(_("Addenda"))
        for one in visit.addenda:
            yield _text(f"{one.text} ({one.added_by}, {full_date(one.added_at)}, {clock_time(one.added_at)})")


def _facts(visit: Inspection, sheet: Sheet) -> list[tuple[str, str]]:
    def at(moment: Any) -> str:
        return f"{full_date(moment)}, {clock_time(moment)}" if moment else "–"

    facts = [
        (_("Establishment"), visit.establishment.name),
        (_("Address"), visit.establishment.full_address or "–"),
        (_("Inspector"), visit.inspector.name if visit.inspector else "–"),
        (_("Begun"), at(visit.begun_at)),
        (_("Sealed"), at(visit.sealed_at)),
    ]
    if sheet.started_at or sheet.left_at:
        facts += [(_("Arrived, by the clock of the tablet"), at(sheet.started_at)), (_("Left"), at(sheet.left_at))]
    return [*facts, (_("Fingerprint of the sheet"), visit.sheet_sha256 or "–")]


def _finding(visit: Inspection, finding: Finding, language: str) -> Iterator[Block]:
    label = in_language(dict(finding.label), language)
    yield Heading(3, (Run(f"{label} ({finding.item_code}, {finding.number})"),))
    yield _text(finding.remark)
    counted = [f"{words.COUNTERS.get(key, key)}: {count}" for key, count in sorted(finding.counts.items())]
    severity = f"{finding.severity} {words.SEVERITIES[finding.severity]}"
    told = [_("severity %(number)s", number=severity), str(words.BASES[str(finding.basis)]), finding.place, *counted]
    yield _text(" · ".join(part for part in (clock_time(finding.seen_at), *told) if part))
    for number, photo in enumerate((p for p in visit.photos if p.item_code == finding.item_code), 1):
        said = _("Photo %(number)s of %(code)s", number=number, code=finding.item_code)
        yield Figure(files.path_of(photo.file_sha256), said, f"{said}, {clock_time(photo.taken_at)}")


def _looked_at(sheet: Sheet, language: str) -> Iterator[Block]:
    for topic in sheet.topics:
        rows = []
        for one in sheet.of_topic(topic.id):
            answer = sheet.answers.get(one.code)
            told = words.ANSWERS[answer.state.value] if answer else _("Not looked at")
            when = clock_time(answer.seen_at) if answer and answer.seen_at else "–"
            rows.append((one.code, in_language(dict(one.label), language), str(told), when))
        columns = (Column(_("Code"), 0.6), Column(_("Item"), 3.0), Column(_("Answer"), 1.2), Column(_("Time"), 0.9))
        yield Table(columns, tuple(rows), in_language(dict(topic.name), language))


def _table(caption: str, rows: list[tuple[str, str]]) -> Table:
    return Table((Column(_("What"), 1.0), Column(_("Told"), 2.0)), tuple(rows), caption)


def _heading(text: str) -> Heading:
    return Heading(2, (Run(text),))


def _text(text: str) -> Paragraph:
    return Paragraph((Run(text),))
