"""The questions that courts ask besides: which are asked of a decision, and what the answers mean for the gates. Pure.

Read from ``questions.toml``. Answers are kept as plain texts by the name of the question; an open one is empty.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from decisions.reasoning import CaseFile
from decisions.reasoning.facts import Alternative, Taken
from decisions.reasoning.regimes import Bibob, Contents, Degree, Designated, Recipient, Recipients, RegulationStatus
from law import powers
from law.powers import Premises, Purpose

_DATA = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))
YES, NO = "yes", "no"
# The kinds of a question: "lines" is a list, one a line.
KINDS = ("text", "lines", "line", "yes-no", "number", "day", "choice")
# What the words of a list stand for.
_CHOICES: dict[str, Any] = {
    "premises": Premises, "purpose": Purpose, "status": RegulationStatus, "degree": Degree, "norm": str,
}  # fmt: skip
# Parts that are absent until something is known of them.
_ABSENT: dict[str, Any] = {"bibob": Bibob, "designation": Designated}
ALTERNATIVES = 6
RECIPIENTS = tuple(Recipient)


@dataclass(frozen=True)
class Question:
    """One question: the key of the case file that its answer fills, when it is asked, and in which words.

    ``ask`` and the words of ``options`` are in nl, fr, de and en. ``printed``: the interest behind which a letter
    prints the answer, empty when it does not.
    """

    name: str
    part: str
    key: str
    kind: str
    topic: str
    gate: str
    when: tuple[frozenset[str], ...]
    ask: Mapping[str, str] = field(hash=False)
    options: str = ""
    printed: str = ""


def _question(row: dict[str, Any]) -> Question:
    read = {**row, "key": row.get("key", row["name"]), "when": tuple(frozenset(one.split("+")) for one in row["when"])}
    found = Question(**read)
    if found.kind not in KINDS or found.topic not in TOPICS:
        raise ValueError(f"decisions/questions.toml, question {found.name}: kind or topic is not known here")
    return found


TOPICS: Mapping[str, Mapping[str, str]] = _DATA["topic"]
OPTIONS: Mapping[str, Mapping[str, Mapping[str, str]]] = _DATA["options"]
QUESTIONS = {one.name: one for one in map(_question, _DATA["question"])}
# Kept in columns of their own, because other rooms count with them.
DAYS = frozenset({"policy_from", "warned_on"})


def alternative_names() -> Iterator[tuple[str, str]]:
    """The two names of each lighter measure: which, and why it would not do."""
    return ((f"alternative-{number}", f"alternative-{number}-why") for number in range(1, ALTERNATIVES + 1))


def recipient_names() -> Iterator[tuple[Recipient, str, str]]:
    """Each recipient with the two names of its answers: what it gets, and whether it was told to keep it secret."""
    return ((one, f"recipient-{one}-holds", f"recipient-{one}-warned") for one in RECIPIENTS)


NAMES = (
    frozenset(QUESTIONS)
    | {name for pair in alternative_names() for name in pair}
    | {name for _who, *pair in recipient_names() for name in pair}
)


def norms(country: str) -> dict[str, Mapping[str, str]]:
    """The norms of a country, by id, with their names."""
    return {one.id: one.name for one in powers.subjects(country) if one.kind is powers.SubjectKind.NORM}


def conditions(measure: Mapping[str, Any], power: powers.Power | None, country: str) -> set[str]:
    """What holds for a measure, in the words of ``when``; the chosen grounds add theirs."""
    found = {*measure["gates"], f"effect:{measure['effect']}", f"country:{country}"}
    found.add(f"procedure:{measure.get('procedure', '')}")
    if power is not None:
        found |= {f"asks:{one}" for one in power.asks}
        found |= {word for word, holds in (("urgent", power.immediate_only), ("purpose", power.purposes)) if holds}
    return found


def asked(holding: Collection[str]) -> tuple[Question, ...]:
    """The questions to ask, in the order of the page."""
    known = set(holding)
    return tuple(one for one in QUESTIONS.values() if any(words <= known for words in one.when))


def weighs(holding: Collection[str]) -> bool:
    """Whether lighter measures are asked one by one."""
    return bool({"interest_weighing", "alternatives"} & set(holding))


def answered(case: CaseFile, answers: Mapping[str, str], questions: Iterable[Question]) -> CaseFile:
    """The case file with the answers in it. An open question stays unstated, but for what the law itself demands."""
    given: dict[str, dict[str, Any]] = {}
    for one in questions:
        value = _value(one, answers.get(one.name, "").strip())
        if value is not None:
            given.setdefault(one.part, {})[one.key] = value
    for part, keys in given.items():
        held = getattr(case, part)
        case = replace(case, **{part: replace(held, **keys) if held is not None else _ABSENT[part](**keys)})
    case = _spoken(case, answers)
    return replace(case, recipients=(*case.recipients, *_recipients(answers)))


def _value(one: Question, text: str) -> Any:
    """An answer as its key wants it; None while the question is open."""
    if not text:
        return None
    if one.kind == "yes-no":
        return text == YES
    if one.kind == "lines":
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    if one.kind == "number":
        return int(text)
    if one.kind == "day":
        return date.fromisoformat(text)
    return _CHOICES[one.options](text) if one.kind == "choice" else text


def value_of(name: str, text: str) -> Any:
    """An answer as its key wants it. Raises ValueError when it is not of the kind that was asked."""
    if name in QUESTIONS:
        one = QUESTIONS[name]
        if text and one.kind == "yes-no" and text not in {YES, NO}:
            raise ValueError(f"{name}: {text!r} is neither yes nor no")
        return _value(one, text.strip())
    if text and name.startswith("recipient-"):
        return Contents(text) if name.endswith("-holds") else {YES: True, NO: False}[text]
    return text


def _spoken(case: CaseFile, answers: Mapping[str, str]) -> CaseFile:
    """What follows from the answers together."""
    weighing = case.weighing
    options = tuple(
        Alternative(option=answers[name].strip(), rejected_because=answers.get(why, "").strip())
        for name, why in alternative_names()
        if answers.get(name, "").strip()
    )
    if options:
        weighing = replace(weighing, alternatives=options)
    # Following a policy is no defence: who follows one says which circumstances were put forward, and answers them.
    if case.policy.name and weighing.circumstances_raised is None:
        weighing = replace(weighing, circumstances_raised=True)
    objection, all_answered = case.objection, answers.get("objection_answers_all", "")
    if all_answered:
        objection = replace(objection, answered=objection.contested if all_answered == YES else ())
    return replace(case, weighing=weighing, taken=_urgent(case), objection=objection)


def _urgent(case: CaseFile) -> Taken:
    """An order for acute danger that gives no reason for its haste says that there is none."""
    power, taken = case.rules.power, case.taken
    asks = (power is not None and power.immediate_only) or "urgency_reason" in case.rules.gates
    return replace(taken, urgency="") if asks and taken.urgency is None else taken


def _recipients(answers: Mapping[str, str]) -> Iterator[Recipients]:
    for who, holds, warned in recipient_names():
        if contents := answers.get(holds, ""):
            told = {YES: True, NO: False}.get(answers.get(warned, ""))
            yield Recipients(who=who, holds=Contents(contents), warned=told)


def printed(answers: Mapping[str, str], interest: str) -> Iterator[str]:
    """The answers that a letter prints behind the words on one interest, in the order of the page.

    Beside a policy the letter names the circumstances itself.
    """
    beside = {"circumstances_answer"} if answers.get("policy_name") else set()
    for one in QUESTIONS.values():
        if one.name not in beside and one.printed == interest and (text := answers.get(one.name, "").strip()):
            yield text
