"""Making passages of a letter unreadable: which passages it has, and the letter without some of them. Pure.

What is masked is gone, not covered: its words are in no part of the file. How long it was is not told either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.letter import Block, Figure, Heading, Items, Paragraph, Run, Table, plain, words_of


@dataclass(frozen=True, slots=True)
class Mask:
    """What may not be read in a letter, and what stands there instead.

    ``places``: passages as :func:`passages` names them; ``words``: what is masked wherever it stands. ``passage`` and
    ``word`` are printed instead. ``running`` stands above every page of the letter, ``notice`` before it.
    """

    places: tuple[str, ...]
    words: tuple[str, ...]
    passage: str
    word: str
    running: tuple[str, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a letter that can be masked; ``place`` names it as long as the letter keeps its bytes."""

    place: str
    text: str
    heading: bool = False


def passages(blocks: Sequence[Block]) -> Iterator[Passage]:
    """Each paragraph, heading, item, row and picture of a letter in reading order."""
    for number, block in enumerate(blocks):
        match block:
            case Items(_, items):
                for at, item in enumerate(items):
                    words = " ".join(plain(one.runs) for one in item.paragraphs)
                    yield Passage(f"{number}.{at}", f"{item.label} {words}".strip())
            case Table(_, rows):
                yield from (Passage(f"{number}.{at}", " · ".join(row)) for at, row in enumerate(rows))
            case _:
                text = " ".join(words_of(block)).strip()
                if text:
                    yield Passage(str(number), text, isinstance(block, Heading))


def absent(blocks: Sequence[Block], words: Sequence[str]) -> list[str]:
    """The words that stand nowhere in the letter: who wants them masked has mistyped them."""
    text = "\n".join(passage.text for passage in passages(blocks))
    return [word for word in words if not _pattern([word]).search(text)]


def masked(blocks: Sequence[Block], mask: Mask) -> tuple[Block, ...]:
    """The letter without what may not be read."""
    gone = frozenset(mask.places)
    pattern = _pattern(mask.words) if mask.words else None
    return tuple(_block(block, str(number), gone, pattern, mask) for number, block in enumerate(blocks))


def _block(block: Block, place: str, gone: frozenset[str], pattern: re.Pattern[str] | None, mask: Mask) -> Block:
    instead = (Run(mask.passage, bold=True),)
    match block:
        case Heading() | Paragraph():
            return replace(block, runs=instead if place in gone else _runs(block.runs, pattern, mask.word))
        case Items(_, items):
            kept = [
                replace(item, paragraphs=(Paragraph(instead),))
                if f"{place}.{at}" in gone
                else replace(
                    item,
                    paragraphs=tuple(replace(one, runs=_runs(one.runs, pattern, mask.word)) for one in item.paragraphs),
                )
                for at, item in enumerate(items)
            ]
            return replace(block, items=tuple(kept))
        case Table(_, rows):
            return replace(
                block,
                columns=tuple(replace(one, head=_text(one.head, pattern, mask.word)) for one in block.columns),
                rows=tuple(
                    tuple(mask.word for _cell in row)
                    if f"{place}.{at}" in gone
                    else tuple(_text(cell, pattern, mask.word) for cell in row)
                    for at, row in enumerate(rows)
                ),
                caption=_text(block.caption, pattern, mask.word),
            )
        case Figure(image, alt, caption):
            if place in gone:
                return Paragraph(instead)
            return Figure(image, _text(alt, pattern, mask.word), _text(caption, pattern, mask.word))
    return block


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words, whole, in whatever case and with whatever white space between them; the longest first."""
    forms = [r"\s+".join(re.escape(part) for part in word.split()) for word in sorted(words, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _text(text: str, pattern: re.Pattern[str] | None, word: str) -> str:
    return pattern.sub(word, text) if pattern else text


def _runs(runs: tuple[Run, ...], pattern: re.Pattern[str] | None, word: str) -> tuple[Run, ...]:
    """The runs without the words, also where a word lies over two runs; what leads somewhere is masked there too."""
    if pattern is None:
        return runs
    spans = [hit.span() for hit in pattern.finditer(plain(runs))]
    found: list[Run] = []
    start = 0
    for run in runs:
        end, at = start + len(run.text), start
        href = "" if pattern.search(run.href) else run.href
        for first, last in spans:
            if last <= at or first >= end:
                continue
            if first > at:
                found.append(replace(run, text=run.text[at - start : first - start], href=href))
            if first >= start:
                found.append(Run(word))
            at = min(last, end)
        if at < end:
            found.append(replace(run, text=run.text[at - start :], href=href))
        start = end
    return tuple(found)
