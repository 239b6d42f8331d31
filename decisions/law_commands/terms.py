"""``flask law term`` and ``flask law terms``: what the last day is, and why, for whoever checks it by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import click
from babel.dates import format_date

import law
from app import clock
from decisions.law_commands.group import Refused, language_option, law_group
from law import asking

# The way a country of ours writes a day.
_LOCALES = {"nl": "nl", "fr": "fr_BE", "de": "de_BE", "en": "en_GB"}


def long_day(day: date, language: str) -> str:
    """A day in words: 2 March 2026."""
    return str(format_date(day, "long", locale=_LOCALES[language]))


@law_group.command("term")
@click.argument("term_id", metavar="ID")
@click.option("--from", "start", metavar="DATE", required=True, help="The day of the event that sets the term going.")
@click.option("--event", "events", metavar="NAME=VALUE", multiple=True, help="What happened on the way; see law terms.")
@click.option("--on", "on", metavar="DATE", help="For a penalty: the day up to which it is counted.")
@click.option("--explain", "explained", is_flag=True, help="Print the steps, each with its source.")
@language_option
def term(term_id: str, start: str, events: tuple[str, ...], on: str | None, explained: bool, language: str) -> None:
    """Print the last day of a term (year-month-day), or the first free day after a stand-still.

    For a penalty: the euros owed up to --on, or without it the last day on which it grows.
    """
    try:
        answer = _answer(term_id, asking.day_of(start), _pairs(events), on)
    except law.LawError as fault:
        raise Refused(str(fault)) from fault
    click.echo(answer.first_line)
    if explained:
        click.echo("\n".join(_numbered((*answer.steps, *answer.warnings), language)))
    else:
        for warning in answer.warnings:
            click.echo(_sentence(warning, language), err=True)


def _pairs(events: Iterable[str]) -> list[tuple[str, str]]:
    pairs = []
    for text in events:
        name, equals, value = text.partition("=")
        if not (name and equals and value):
            raise law.LawError(f"An event is written as name=value, not {text!r}.")
        pairs.append((name.strip(), value.strip()))
    return pairs


@dataclass(frozen=True, slots=True)
class _Answer:
    first_line: str
    steps: tuple[law.Step, ...]
    warnings: tuple[law.Step, ...]


def _answer(term_id: str, start: date, events: list[tuple[str, str]], on: str | None) -> _Answer:
    entry = asking.entry(term_id, start)
    doubt = () if entry.confidence is law.Confidence.VERIFIED else (_not_verified(entry, start),)
    if isinstance(entry, law.Penalty):
        owed = asking.ask_penalty(entry, start, None if on is None else asking.day_of(on), events)
        first_line = owed.last_day.isoformat() if on is None else asking.euros(owed.cents)
        return _Answer(first_line, owed.steps, (*owed.warnings, *doubt))
    if on is not None:
        raise law.LawError(f"{term_id} is a term and no penalty: --on says nothing about it.")
    computed = asking.ask(entry, start, events)
    return _Answer(computed.answer.isoformat(), computed.steps, (*computed.warnings, *doubt))


def _not_verified(entry: law.Term | law.Penalty, on: date) -> law.Step:
    return law.Step(on=on, rule="not-verified", params={}, source=f"{entry.source} ({entry.confidence})")


def _sentence(step: law.Step, language: str) -> str:
    return law.explain(step, language, lambda day: long_day(day, language))


def _numbered(steps: Iterable[law.Step], language: str) -> list[str]:
    return [f"{number}. {_sentence(step, language)} [{step.source}]" for number, step in enumerate(steps, 1)]


@law_group.command("terms")
@click.option("--on", "on", metavar="DATE", help="The day on which they are in force; today when not given.")
@language_option
def terms(on: str | None, language: str) -> None:
    """List every term: its id, its name, the event it runs from, and the further events it knows."""
    try:
        day = clock.today() if on is None else asking.day_of(on)
        rows = [
            (one.id, _what(one, language), ", ".join(asking.event_names(one, day)))
            for one in asking.known(day).values()
        ]
    except law.LawError as fault:
        raise Refused(str(fault)) from fault
    width = max(len(row[0]) for row in rows)
    for term_id, what, events in rows:
        click.echo(f"{term_id:{width}}  {what}" + (f"  ({events})" if events else ""))


def _what(entry: law.Term | law.Penalty, language: str) -> str:
    name = entry.name[language]
    return name if isinstance(entry, law.Penalty) else f"{name} · {entry.runs_from[language]}"
