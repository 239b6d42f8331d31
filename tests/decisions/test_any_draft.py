"""Whatever stands in a draft: the gates answer, and silence read as lacking never lacks less than silence in order."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import law
from decisions.gates import GATES, GENERAL_ACTS
from decisions.reasoning import points
from decisions.reasoning.draft_file import Draft, findings, of_document
from decisions.reasoning.reading import Document, options_of
from law import powers

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
_OWN = {"jurisdiction", "measure", "also", "unstated", "overrule"}
PLACES = {"nl": "nl", "be": "be-wal"}


def ids(country: str) -> dict[str, Any]:
    """For the keys that hold an id of the law: those that exist."""
    here = law.jurisdiction(PLACES[country])
    subjects = [one.id for one in powers.subjects(country)]
    return {
        "permits": st.lists(st.sampled_from(subjects), max_size=3, unique=True),
        "norm": st.sampled_from(subjects),
        "power": st.sampled_from([one.id for one in powers.powers(country)]),
        "outcome": st.sampled_from(["response", "heard", "none", ""]),
        "id": st.sampled_from([one.id for one in here.grounds(on=TODAY)]),
        "source": st.sampled_from(["own-observation", "official-report", "anonymous", "score", "advice"]),
    }


def tables(kind: Any, known: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Any table of a kind; ids exist, and what an exception or an overruling needs is left out."""
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name not in {"exception", "overrule"}}
    values = {
        name: _value(hint, known) if bool in options_of(hint) else known.get(name, _value(hint, known))
        for name, hint in hints.items()
    }
    needed = {"source": values.pop("source")} if "relevance" in hints else {}
    return st.fixed_dictionaries(needed, optional=values)


def _value(hint: Any, known: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.one_of([_one(option, known) for option in options_of(hint) if option is not type(None)])


def _one(option: Any, known: dict[str, Any]) -> st.SearchStrategy[Any]:
    if get_origin(option) is Literal:
        return st.just(value=False)
    if get_origin(option) is tuple:
        return st.lists(_one(get_args(option)[0], known), max_size=2)
    if is_dataclass(option):
        return tables(option, known)
    if issubclass(option, StrEnum):
        return st.sampled_from([one.value for one in option])
    return {str: st.sampled_from(["", "een zin"]), bool: st.booleans(), int: st.integers(0, 30), date: DAYS}[option]


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    country = draw(st.sampled_from(sorted(PLACES)))
    measures = [one.id for one in law.jurisdiction(PLACES[country]).measures(on=TODAY)]
    general = [name for of, name in GENERAL_ACTS if of == country]
    parts = {name: hint for name, hint in get_type_hints(Draft).items() if name not in _OWN}
    chosen = draw(st.lists(st.sampled_from(sorted(parts)), max_size=4, unique=True))
    plain = {name: draw(_value(parts[name], ids(country))) for name in chosen}
    one = draw(st.sampled_from([*measures, *general]))
    return {**plain, "jurisdiction": PLACES[country], "measure": one, "also": []}


def lacking(values: dict[str, Any], unstated: str) -> set[str]:
    cases = of_document(Document("", {**values, "unstated": unstated}), TODAY)
    found = findings(cases, [points(case, TODAY, live=False) for case in cases])
    for point in found:
        assert point.gate in GATES
        assert point.lack is None or str(point.lack.sentence)
    return {point.gate for point in found if point.lack is not None}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(values=drafts())
def test_any_draft_gets_an_answer_and_silence_never_helps_a_strict_reader(values: dict[str, Any]) -> None:
    assert lacking(values, "in-order") <= lacking(values, "lacking")
