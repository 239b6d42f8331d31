"""Whether a text somebody wrote can be a letter: its grammar, its blanks, and what the house's own text must say.

A fault is data, not a sentence: who shows it has the reader's language.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from reports.blanks import LetterBlanks
from reports.errors import BlankMissing, FaultInText
from reports.letter import Heading
from reports.press.conform import skipped_level
from reports.press.sanitise import UnprintableCharacter
from reports.samples import sample
from reports.template import BLANK, CONTROL, EACH, IF, MUST, PLACES, RULE_LINE
from reports.texts import PART, LetterText, part_of, whole
from reports.wording import REGIONS

FaultKind = Literal[
    "control", "unclosed", "closes-nothing", "unknown-blank", "not-a-list", "not-printable", "unknown-part", "rule",
    "markdown", "heading", "subject", "character", "empty-blank",
    "missing-blank", "missing-control", "missing-signatures",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextFault:
    """One fault: ``what`` names the blank, part, control or character; ``line`` counts from 1, 0 means no line."""

    kind: FaultKind
    what: str
    line: int = 0


def faults_in(text: LetterText, base: LetterText, jurisdiction: str, language: str) -> tuple[TextFault, ...]:
    """What keeps ``text`` from taking the place of ``base``, the house's own text of the same kind.

    A blank that the house prints where a rule demands the passage may not fall out of the text.
    """
    scan = _Scan()
    scan.read([text.head["subject"]], numbered=False)
    scan.read(text.body.split("\n"))
    faults = [*scan.faults, *_unknown_parts(text.body, jurisdiction, language)]
    if faults:
        return tuple(faults)
    return (*_missing(text, base, jurisdiction, language), *_printed(text, base, jurisdiction, language))


def _unknown_parts(body: str, jurisdiction: str, language: str) -> Iterator[TextFault]:
    for number, line in enumerate(body.split("\n"), 1):
        hit = PART.match(line)
        if hit is None:
            continue
        try:
            part_of(hit[1], jurisdiction, language)
        except FaultInText:
            yield TextFault("unknown-part", hit[1], number)


def _missing(text: LetterText, base: LetterText, jurisdiction: str, language: str) -> Iterator[TextFault]:
    ours, theirs = _Scan(), _Scan()
    for scan, one in ((ours, text), (theirs, base)):
        full = whole(one, jurisdiction, language)
        scan.read([full.head["subject"]], numbered=False)
        scan.read(full.body.split("\n"))
    for path in theirs.demanded:
        if path not in ours.named:
            yield TextFault("missing-blank", path)
    for must in theirs.musts:
        if must not in ours.musts:
            yield TextFault("missing-control", must)
    if theirs.signatures and not ours.signatures:
        yield TextFault("missing-signatures", "signatures")


def _printed(text: LetterText, base: LetterText, jurisdiction: str, language: str) -> Iterator[TextFault]:
    # The sample case is the last judge: it sees Markdown that a letter cannot use, and a blank that may be empty.
    try:
        letter = sample(base.head["kind"], jurisdiction, language, text)
    except BlankMissing as fault:
        yield from (TextFault("empty-blank", name) for name in fault.names)
    except UnprintableCharacter as fault:
        yield TextFault("character", fault.code_point)
    except FaultInText as fault:
        yield TextFault("markdown", str(fault))
    else:
        # The press would refuse such a letter, on the day of the first case.
        if not letter.subject.strip():
            yield TextFault("subject", "")
        if skipped_level([1, *(block.level for block in letter.blocks if isinstance(block, Heading))]):
            yield TextFault("heading", "###")


class _Scan:
    """Reads a text line by line: which blanks it names, and what is wrong with its controls."""

    def __init__(self) -> None:
        self.faults: list[TextFault] = []
        self.named: dict[str, None] = {}
        self.demanded: dict[str, None] = {}
        self.musts: dict[str, None] = {}
        self.signatures = False
        self._rule = ""
        self._open: list[tuple[int, dict[str, str]]] = []

    def read(self, lines: list[str], *, numbered: bool = True) -> None:
        """Take these lines in; a control left open at the end is a fault."""
        for number, line in enumerate(lines, 1):
            self._line(line, number if numbered else 0)
        self.faults.extend(TextFault("unclosed", lines[at - 1], at) for at, _ in self._open)
        self._open = []

    def _line(self, line: str, number: int) -> None:
        control = CONTROL.match(line)
        if line.startswith("{#"):
            hit = RULE_LINE.match(line)
            if hit is None:
                self._fault("rule", line, number)
            else:
                self._rule = hit["rule"]
        elif control is not None:
            self._control(control[1], number)
        else:
            for hit in BLANK.finditer(line):
                self._blank(hit[1], number)

    def _control(self, text: str, number: int) -> None:
        if text in ("end", "else"):
            if not self._open:
                self._fault("closes-nothing", text, number)
            elif text == "end":
                self._open.pop()
        elif hit := IF.match(text) or MUST.match(text):
            self._known(hit["path"], number)
            if text.startswith("if"):
                self._open.append((number, {}))
            else:
                self.musts[text] = None
        elif hit := EACH.match(text):
            path = self._full(hit["path"])
            shape = self._known(hit["path"], number)
            if shape is not None and get_origin(shape) is not tuple:
                self._fault("not-a-list", hit["path"], number)
            self._open.append((number, {hit["name"]: f"{path}.*"}))
        elif text == "signatures":
            self.signatures = True
        elif text not in PLACES and not PART.match(f"{{% {text} %}}"):
            self._fault("control", text, number)

    def _blank(self, expression: str, number: int) -> None:
        if expression.startswith("count "):
            return
        shape = self._known(expression, number)
        if shape is None:
            return
        if shape not in (str, int, date, time) and get_origin(shape) is not Literal:
            self._fault("not-printable", expression, number)
            return
        path = self._full(expression)
        self.named[path] = None
        if self._rule and not self._rule.startswith("ed."):
            self.demanded[path] = None

    def _known(self, path: str, number: int) -> Any:
        shape = shape_of(self._full(path))
        if shape is None:
            self._fault("unknown-blank", path, number)
        return shape

    def _full(self, path: str) -> str:
        first, dot, rest = path.partition(".")
        for _, names in reversed(self._open):
            if first in names:
                return names[first] + dot + rest
        return path

    def _fault(self, kind: FaultKind, what: str, number: int) -> None:
        self.faults.append(TextFault(kind, what, number))


def shape_of(path: str) -> Any:
    """The type of what stands at a dotted path of the blanks (``grounds.*.article``); None when there is none."""
    first, *rest = path.split(".")
    if first == "jurisdiction" and not rest:
        return str
    shape: Any = type(next(iter(REGIONS.values()))) if first == "region" else _field(LetterBlanks, first)
    for name in rest:
        if name == "*":
            shape = _bare(get_args(shape)[0]) if get_origin(shape) is tuple else None
        else:
            shape = _field(shape, name)
    return shape


def _field(shape: Any, name: str) -> Any:
    if not is_dataclass(shape) or name not in {field.name for field in fields(shape)}:
        return None
    return _bare(get_type_hints(shape)[name])


def _bare(hint: Any) -> Any:
    # "str | None" is a str that may be empty.
    if get_origin(hint) is UnionType:
        return next(one for one in get_args(hint) if one is not type(None))
    return hint
