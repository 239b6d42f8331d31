"""The whole book as one page for a reader: measure by ground by jurisdiction, with source and confidence. Pure.

The page does not depend on the day: an entry that has ended stands there with its period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from law.book import Dated, EvidenceNeed, Ground, Measure, Penalty, Precedent, Term, Words
from law.entries import SPOKEN
from law.jurisdictions import entries_of
from law.notions import Confidence, StartRule
from law.silence import silences

_Entry = TypeVar("_Entry", bound=Dated)
TITLES = {"nl": "Netherlands", "be": "Belgium", "lu": "Luxembourg"}
HEAD = """# The law book

Made by `flask law table` from the files in `law/`; a change is made there, never here. What is not *verified* was not
read in the text of the law itself: `flask law review` lists it. Articles stand in the languages of the country, sources
in Dutch. "Longest" is per decision; a dash means that the law sets no bound. By-law articles show three dots: each
municipality enters its own.
"""


def page() -> str:
    """The page in Markdown, ending in a line break."""
    parts = [HEAD, _counts()]
    for country in SPOKEN:
        parts += [_measures(country), *_by_measure(country), _unused(country), _terms(country)]
        parts += [_silence(country), _case_law(country)]
    return "\n".join(part for part in parts if part)


def _of(country: str, kind: type[_Entry]) -> list[_Entry]:
    return [entry for entry in entries_of(country) if isinstance(entry, kind)]


def _table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(cells) for cells in rows]
    if not lines:
        return ""
    return "\n".join([title, "", _row(heads), _row(["---"] * len(heads)), *lines, ""])


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") or "–" for cell in cells) + " |"


def _counts() -> str:
    rows = []
    for country in SPOKEN:
        of = [entry.confidence for entry in entries_of(country)]
        rows.append([TITLES.get(country, country), str(len(of)), *(str(of.count(one)) for one in Confidence)])
    return _table("## How sure the book is", ["Country", "Entries", *(one.value for one in Confidence)], rows)


def _period(entry: Dated) -> str:
    until = f" until {entry.in_force_until}" if entry.in_force_until else ""
    only = f" ({', '.join(entry.only)} only)" if entry.only else ""
    return f"from {entry.in_force_from}{until}{only}"


def _spoken(words: Words | None, country: str) -> str:
    return "" if words is None else " / ".join(words[language] for language in SPOKEN[country][:2])


def _months(most: int | None) -> str:
    return "" if most is None else f"{most} months"


def _measures(country: str) -> str:
    rows = (
        [
            f"`{one.id}`",
            one.name["en"],
            _spoken(one.article, country),
            one.decides.value,
            _months(one.max_months) + ("" if one.renewals is None else f", {one.renewals} renewals"),
            ", ".join(gate.value.replace("_", " ") for gate in one.gates),
            one.remedy or "",
            one.procedure.value,
            _period(one),
            one.source,
            one.confidence.value,
        ]
        for one in _of(country, Measure)
    )
    heads = ["Measure", "Name", "Article", "Decides", "Longest", "Must be there", "Remedy", "Made in", "In force"]
    title = f"## {TITLES.get(country, country)}\n\n### Measures"
    return _table(title, [*heads, "Source", "Confidence"], rows)


def _by_measure(country: str) -> Iterator[str]:
    """Per measure the grounds that can carry it; both editions of a measure share one table."""
    heads = ["Ground", "In own words", "Article", "Evidence", "Decides", "Longest", "In force", "Source", "Confidence"]
    for measure in {one.id: one for one in _of(country, Measure)}.values():
        grounds = [ground for ground in _of(country, Ground) if measure.id in ground.measures]
        title = f"### Grounds for `{measure.id}`: {measure.name['en']}"
        yield _table(title, heads, (_ground(ground, country, measure) for ground in grounds))


def _ground(ground: Ground, country: str, measure: Measure | None) -> list[str]:
    bounds = [most for most in (ground.max_months, measure.max_months if measure else None) if most is not None]
    return [
        f"`{ground.id}`",
        ground.own_words["en"],
        _spoken(ground.article, country),
        ", ".join(_need(need) for need in ground.evidence),
        ground.decides.value,
        _months(min(bounds, default=None)),
        _period(ground),
        ground.source,
        ground.confidence.value,
    ]


def _need(need: EvidenceNeed) -> str:
    kinds = " or ".join(kind.value.replace("_", " ") for kind in need.kinds)
    return kinds if need.count == 1 else f"{need.count} × {kinds}"


def _unused(country: str) -> str:
    heads = ["Ground", "In own words", "Article", "Evidence", "Decides", "Longest", "In force", "Source", "Confidence"]
    rows = (_ground(ground, country, None) for ground in _of(country, Ground) if not ground.measures)
    return _table("### Grounds without a measure of the municipality", heads, rows)


def _terms(country: str) -> str:
    heads = [
        "Term",
        "Name",
        "Runs from",
        "Length",
        "Moves off a rest day",
        "Stops for",
        "In force",
        "Source",
        "Confidence",
    ]
    terms = (
        [f"`{one.id}`", one.name["en"], one.runs_from["en"], _length(one), *_moves(one), *_ends(one)]
        for one in _of(country, Term)
    )
    penalties = ([f"`{one.id}`", one.name["en"], "", _steps(one), "", "", *_ends(one)] for one in _of(country, Penalty))
    return _table("### Terms", heads, [*terms, *penalties])


def _silence(country: str) -> str:
    heads = ["Entry", "Type of permit", "Silence grants it", "In force", "Source", "Confidence"]
    rows = ([f"`{one.id}`", one.permit_type, "yes" if one.granted else "no", *_ends(one)] for one in silences(country))
    return _table("### When the decision term passes in silence", heads, rows)


def _length(term: Term) -> str:
    length = (
        f"{term.length_from} given" if term.length is None else f"{term.length} {term.unit.value.replace('_', ' ')}"
    )
    return length + (", that day counts" if term.start_rule is StartRule.ON_EVENT else "")


def _moves(term: Term) -> list[str]:
    return ["yes" if term.rolls else "no", ", ".join(f"`{cause}`" for cause in term.suspensions)]


def _steps(penalty: Penalty) -> str:
    return ", ".join(f"{step.days} days at {step.cents / 100:.2f} euros" for step in penalty.steps)


def _ends(entry: Dated) -> list[str]:
    return [_period(entry), entry.source, entry.confidence.value]


def _case_law(country: str) -> str:
    holders: list[Ground | Measure] = [*_of(country, Ground), *_of(country, Measure)]
    behind: dict[Precedent, list[str]] = {}
    for one in holders:
        for case in one.case_law:
            behind.setdefault(case, []).append(f"`{one.id}`")
    rows = ([case.ecli, case.lesson["en"], ", ".join(dict.fromkeys(ids))] for case, ids in behind.items())
    return _table("### What courts taught", ["Case", "Lesson", "Behind"], rows)
