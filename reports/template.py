"""The small language of the letter files: blanks, conditions, repeats. Grammar:
``reports/letters/README.md``.

A value never passes the Markdown parser. Expansion leaves a numbered mark in the text where a value belongs
(two private-use characters around a number); only after parsing are the marks exchanged for the values, so
a value can add neither structure nor weight.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reports.errors import FaultInText

MARK = re.compile("\ue000([0-9]+)\ue001")
BLANK = re.compile(r"\{\{\s*(.+?)\s*\}\}")
CONTROL = re.compile(r"^\{%\s*(.+?)\s*%\}$")
RULE_LINE = re.compile(r"^\{#\s*(?P<block>\S+)\s+·\s+(?P<rule>.+?)\s*#\}$")
IF = re.compile(r"^if (?P<not>not )?(?P<path>[a-z_.]+)(?: == (?P<word>[a-z0-9-]+))?$")
MUST = re.compile(r"^must (?P<path>[a-z_.]+) == (?P<word>[a-z-]+)$")
EACH = re.compile(r"^(?P<word>each|every) (?P<path>[a-z_.]+) as (?P<name>[a-z_]+)$")


@dataclass(slots=True)
class Filled:
    """The outcome of filling a text: Markdown with marks, their values, and the blanks found empty."""

    text: str = ""
    values: list[object] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    counters: Counter[str] = field(default_factory=Counter)
    rules: list[tuple[str, str]] = field(default_factory=list)

    def rule(self, line: str) -> str:
        """Keep the rule that demands what follows and return the mark that stands for it."""
        hit = RULE_LINE.match(line)
        assert hit is not None
        self.rules.append((hit["block"], hit["rule"]))
        return f"\ue003{len(self.rules) - 1}"

    def mark(self, value: object) -> str:
        """Keep a value and return the mark that stands for it."""
        self.values.append(value)
        return f"\ue000{len(self.values) - 1}\ue001"


def fill(text: str, scope: Mapping[str, object], filled: Filled | None = None) -> Filled:
    """Expand conditions and repeats for these values and put marks where values belong.

    ``scope`` maps first names of paths to values; objects are walked by attribute. A ``filled`` passed in
    keeps counting and collecting. Raises FaultInText when the file is not grammatical or names an attribute
    that does not exist.
    """
    filled = filled or Filled()
    lines = text.split("\n")
    out: list[str] = []
    stop = _walk(lines, 0, dict(scope), filled, out)
    if stop != len(lines):
        raise FaultInText(f"line {stop + 1}: {lines[stop]!r} closes nothing")
    filled.text = "\n".join(out)
    return filled


def is_empty(value: object) -> bool:
    """None, no items, False, or a text of only spaces: what an officer left open."""
    return value is None or value is False or value == () or (isinstance(value, str) and not value.strip())


def _walk(lines: list[str], at: int, scope: dict[str, object], filled: Filled, out: list[str] | None) -> int:
    # Returns the index of the line that closes this block. `out` None means: walk past without printing.
    while at < len(lines):
        control = CONTROL.match(lines[at])
        if control is None:
            if out is not None:
                out.extend(_printed(lines[at], at, scope, filled))
            at += 1
        elif control[1] in ("end", "else"):
            return at
        elif condition := IF.match(control[1]):
            at = _condition(condition, lines, at, scope, filled, out)
        elif repeat := EACH.match(control[1]):
            at = _repeat(repeat, lines, at, scope, filled, out)
        else:
            standing = _standing(control[1], at, scope, filled, counts=out is not None)
            if out is not None:
                out.extend(standing)
            at += 1
    return at


SIGNATURES = "\ue002"
"""Stands alone in a paragraph where the signatures belong."""
PHOTOS = "\ue004"
"""Stands alone in a paragraph where the photos belong."""
PLACES = {"signatures": SIGNATURES, "photos": PHOTOS}
RULE = re.compile("^\ue003([0-9]+)$")
"""Stands alone in a paragraph; the blocks that follow are there because of this rule."""


def _standing(control: str, at: int, scope: dict[str, object], filled: Filled, *, counts: bool) -> list[str]:
    # A control of one line: a place for signatures or photos, or a value without which there is no letter.
    if must := MUST.match(control):
        if counts and look_up(must["path"], scope) != must["word"]:
            filled.missing.append(must["path"])
        return []
    if control not in PLACES:
        raise FaultInText(f"line {at + 1}: unknown control {control!r}")
    return ["", PLACES[control], ""]


def _printed(line: str, at: int, scope: dict[str, object], filled: Filled) -> list[str]:
    if not line.startswith("{#"):
        return [BLANK.sub(lambda hit: _blank(hit[1], scope, filled), line)]
    if not RULE_LINE.match(line):
        raise FaultInText(f"line {at + 1}: a rule is written as {{# B11 · Awb 3:45 #}}")
    return ["", filled.rule(line), ""]


def _condition(
    hit: re.Match[str],
    lines: list[str],
    at: int,
    scope: dict[str, object],
    filled: Filled,
    out: list[str] | None,
) -> int:
    holds = False
    if out is not None:
        value = look_up(hit["path"], scope)
        holds = (value == hit["word"]) if hit["word"] else not is_empty(value)
        holds = holds != bool(hit["not"])
    stop = _walk(lines, at + 1, scope, filled, out if holds else None)
    if stop < len(lines) and CONTROL.match(lines[stop])[1] == "else":  # type: ignore[index]
        stop = _walk(lines, stop + 1, scope, filled, None if holds else out)
    return _closed(lines, stop, at)


def _repeat(
    hit: re.Match[str],
    lines: list[str],
    at: int,
    scope: dict[str, object],
    filled: Filled,
    out: list[str] | None,
) -> int:
    values = look_up(hit["path"], scope) if out is not None else ()
    if values is not None and not isinstance(values, tuple):
        raise FaultInText(f"line {at + 1}: {hit['path']} is not a list")
    if out is not None and not values and hit["word"] == "every":
        filled.missing.append(hit["path"])
    for value in values or ():
        _walk(lines, at + 1, {**scope, hit["name"]: value}, filled, out)
    return _closed(lines, _walk(lines, at + 1, scope, filled, None), at)


def _closed(lines: list[str], stop: int, opened: int) -> int:
    if stop >= len(lines) or lines[stop].strip() != "{% end %}":
        raise FaultInText(f"line {opened + 1}: {lines[opened]!r} is not closed by an end")
    return stop + 1


def _blank(expression: str, scope: dict[str, object], filled: Filled) -> str:
    if expression.startswith("count "):
        name = expression.removeprefix("count ")
        filled.counters[name] += 1
        return filled.mark(filled.counters[name])
    value = look_up(expression, scope)
    if is_empty(value):
        if expression not in filled.missing:
            filled.missing.append(expression)
        return ""
    return filled.mark(value)


def look_up(path: str, scope: Mapping[str, object]) -> object:
    """The value at a dotted path; None as soon as a step on the way is None."""
    first, *rest = path.split(".")
    if first not in scope:
        raise FaultInText(f"no blank is called {path!r}")
    value = scope[first]
    for name in rest:
        if value is None:
            return None
        if name.startswith("_") or not hasattr(value, name):
            raise FaultInText(f"{type(value).__name__} has no {name!r} (in {path!r})")
        value = getattr(value, name)
    return value


def marks(text: str) -> Iterator[tuple[str, int | None]]:
    """Split text at its marks: pairs of plain text and the number of the mark that follows it, if any."""
    at = 0
    for hit in MARK.finditer(text):
        yield text[at : hit.start()], int(hit[1])
        at = hit.end()
    yield text[at:], None
