"""The schema of a draft file as Markdown: the tables of docs/gates.md, written from the code. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import law
from decisions.gates import GATES, GENERAL_ACTS, HEARING_EXCEPTIONS, HELP, numbers
from decisions.reasoning.draft_file import Draft, GroundEntry, Overrule
from decisions.reasoning.facts import (
    Alternative,
    Clocks,
    Consultation,
    Duration,
    Evidence,
    Hearing,
    Policy,
    Taken,
    Warned,
    Weighing,
)
from decisions.reasoning.reading import keys_of
from decisions.reasoning.regimes import (
    Applied,
    Bibob,
    Collection,
    College,
    Designated,
    Integrity,
    Objection,
    Order,
    Paper,
    Particulars,
    Recipients,
    Regulation,
)
from law import powers

_TABLES: tuple[tuple[str, Any], ...] = (
    ("[decision]", Taken),
    ("[[ground]]", GroundEntry),
    ("[[evidence]]", Evidence),
    ("[hearing]", Hearing),
    ("[consultation]", Consultation),
    ("[weighing]", Weighing),
    ("[[weighing.alternatives]]", Alternative),
    ("[duration]", Duration),
    ("[policy]", Policy),
    ("[warning]", Warned),
    ("[clocks]", Clocks),
    ("[bibob]", Bibob),
    ("[[recipient]]", Recipients),
    ("[college]", College),
    ("[integrity]", Integrity),
    ("[order]", Order),
    ("[collection]", Collection),
    ("[regulation]", Regulation),
    ("[designation]", Designated),
    ("[particulars]", Particulars),
    ("[application]", Applied),
    ("[letter]", Paper),
    ("[objection]", Objection),
    ("[[overrule]]", Overrule),
)
_POWER_HEAD = ("id", "article", "organ", "against", "may pursue", "acute only", "stale after")
_COUNTRIES = {"nl": "nl", "be": "be-vlg", "lu": "lu"}
_NOW = date(2100, 1, 1)  # what is in force with no end


def filled(page: str) -> str:
    """The page with its tables as the code has them now."""
    for mark, write in (("keys", key_tables), ("words", word_lists), ("gates", gate_list)):
        start, end = f"<!-- {mark} -->", f"<!-- end of {mark} -->"
        before, rest = page.split(start, 1)
        page = f"{before}{start}\n\n{write()}\n{end}{rest.split(end, 1)[1]}"
    return page


def key_tables() -> str:
    """Every table of a draft with its keys, allowed values and meaning."""
    top = [row for row in keys_of(Draft) if row[2]]
    parts = [_part("At the top of the file", top)]
    parts += [_part(f"`{name}`", keys_of(kind), str(kind.__doc__ or "")) for name, kind in _TABLES]
    return "\n".join(parts)


def _part(title: str, rows: Iterable[tuple[str, str, str]], about: str = "") -> str:
    lines = [f"### {title}", ""]
    if about:
        lines += [about, ""]
    lines += _table(("key", "value", "meaning"), ((f"`{key}`", kind, words) for key, kind, words in rows))
    return "\n".join([*lines, ""])


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


def word_lists() -> str:
    """The words that the law gives: measures, grounds, permits and norms, powers, exceptions."""
    parts = []
    for country, code in _COUNTRIES.items():
        here = law.jurisdiction(code)
        general = [one for of, one in GENERAL_ACTS if of == country]
        acts = [(f"`{one}`", "a designation or regulation itself", _power(country, one)) for one in general]
        measures = [(f"`{one.id}`", one.name["en"], _power(country, one.id)) for one in here.measures(on=_NOW)]
        grounds = [
            (f"`{one.id}`", one.own_words["en"], ", ".join(f"`{name}`" for name in one.measures) or "supports only")
            for one in here.grounds(on=_NOW)
        ]
        subjects = [
            (f"`{one.id}`", one.kind.value, one.name["en"], ", ".join(one.organs)) for one in powers.subjects(country)
        ]
        rows = [_power_row(one) for one in powers.powers(country)]
        parts += [f"### {here.name['en']}: measures", "", *_table(("id", "measure", "power"), [*measures, *acts]), ""]
        parts += [f"### {here.name['en']}: grounds", "", *_table(("id", "ground", "carries"), grounds), ""]
        if rows:
            parts += [f"### {here.name['en']}: permits and norms", "",
                      *_table(("id", "kind", "name", "who decides or enforces"), subjects), ""]  # fmt: skip
            parts += [f"### {here.name['en']}: powers", "",
                      *_table(_POWER_HEAD, rows), ""]  # fmt: skip
    exceptions = [
        (f"`{one.id}`", one.name["en"], one.article, ", ".join(f"`{name}`" for name in one.measures) or "every measure")
        for one in HEARING_EXCEPTIONS
    ]
    parts += ["### Exceptions to the duty to hear", "", *_table(("id", "exception", "article", "for"), exceptions), ""]
    return "\n".join(parts)


def _power(country: str, measure: str) -> str:
    found = powers.power(country, measure, _NOW)
    return f"`{found.id}`" if found else "–"


def _power_row(one: powers.Power) -> tuple[str, ...]:
    return (
        f"`{one.id}`",
        one.article["nl"],
        ", ".join(one.organs),
        ", ".join(one.objects) or "anything",
        ", ".join(one.purposes) or "–",
        f"{one.urgent_days} days, {one.longest_urgent_months} months" if one.immediate_only else "–",
        f"{one.stale_after_days} days" if one.stale_after_days else "–",
    )


def gate_list() -> str:
    """Every gate: its articles, whether a reason can set it aside, the rulings behind it."""
    rows = (
        (
            f"`{gate.id}`",
            " / ".join(dict.fromkeys(gate.articles.values())) + (" (the limit is our own)" if gate.own_limit else ""),
            "no" if gate.absolute else "yes, with a reason",
            gate.case or "–",
        )
        for gate in GATES.values()
    )
    counted = (
        (f"`{name}`", str(number), "our own reading" if ours else "the statute", why)
        for name, (number, why, ours) in numbers().items()
    )
    table = [*_table(("gate", "article", "can be set aside", "rulings behind it"), rows), ""]
    table += ["### Numbers that gates count with", "", *_table(("number", "is", "given by", "why"), counted), ""]
    return "\n".join([*table, "### What is asked, why, and what to write", "", *_helps()])


def _helps() -> Iterator[str]:
    """The help of each family of gates, as the page shows it, in English."""
    for one in HELP:
        yield f"* {', '.join(f'`{gate}`' for gate in one.gates)}: {one.text['en']}"
    yield ""
