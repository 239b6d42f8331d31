"""From a bundle to its pages: cover with the place of the seal, inventory, list of files, and each document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from reports.bundle import Bundle, Fact, Grid, KeptBack, Original, Part, Section, Status
from reports.document import Attachment, Document
from reports.letter import Block, Column, Figure, Heading, PageBreak, Paragraph, Run, Signatures, Table, plain
from reports.masking import masked
from reports.press.reading import read_blocks
from reports.wording import PAGE_WORDS

Fetch = Callable[[str], Path]


def pages_of(bundle: Bundle, fetch: Fetch) -> Document:
    """The bundle as a paper. ``fetch`` gives the place of a file by its SHA-256; photos are read while written."""
    return Document(
        title=bundle.title,
        author=bundle.author,
        subject=bundle.number,
        keywords=bundle.number,
        language=bundle.language,
        day=bundle.day,
        blocks=tuple(_blocks(bundle, fetch)),
        page_words=PAGE_WORDS[bundle.language],
        running_head=f"{bundle.author} · {bundle.number}",
        contents_title=bundle.legend.contents,
    )


def enclosed(bundle: Bundle, fetch: Fetch) -> list[Attachment]:
    """What goes along: the decision as data, and each original once, byte for byte."""
    record = Attachment(
        bundle.record_name, "application/json", bundle.record.encode(), "Data", bundle.record_description
    )
    originals = [
        Attachment(_name(part, one), one.media_type, fetch(one.sha256), "Source", one.description)
        for part, one in _originals(bundle)
    ]
    return [record, *originals, *(_photos(bundle, fetch) if bundle.photo_files else [])]


def _photos(bundle: Bundle, fetch: Fetch) -> Iterator[Attachment]:
    seen: set[str] = set()
    for part in bundle.parts:
        for number, one in enumerate(part.pictures, 1):
            if one.sha256 not in seen:
                seen.add(one.sha256)
                name = f"{part.number}-{number:03d}.jpg"
                yield Attachment(name, "image/jpeg", fetch(one.sha256), "Source", one.caption)


def _originals(bundle: Bundle) -> Iterator[tuple[Part, Original]]:
    seen: set[str] = set()
    for part in bundle.parts:
        for one in part.originals:
            if one.sha256 not in seen:
                seen.add(one.sha256)
                yield part, one


def _name(part: Part, one: Original) -> str:
    return f"{part.number}-{one.name}"


def _blocks(bundle: Bundle, fetch: Fetch) -> Iterator[Block]:
    legend = bundle.legend
    yield _heading(2, legend.cover)
    yield from _facts(bundle.facts, bundle)
    yield from (_text(one) for one in bundle.intro)
    yield Signatures(())
    yield _heading(2, legend.inventory)
    yield _inventory(bundle)
    files = [(_name(part, one), part, one) for part, one in _originals(bundle)]
    if files:
        yield _heading(2, legend.files)
        yield _text(legend.files_text)
        yield _files(bundle, tuple((part.number, name, one.sha256) for name, part, one in files))
    for part in bundle.parts:
        # What is withheld keeps its place by a sheet, as long as there is anything to name on it.
        if part.status is not Status.WITHHELD or part.kept_back:
            yield PageBreak(part.mask.running if part.mask else ())
            yield from _document(part, bundle, fetch)


def _inventory(bundle: Bundle) -> Table:
    """Every document with its number, also those that are withheld, with the reason."""
    heads = tuple(zip(bundle.legend.inventory_heads, (0.07, 0.36, 0.2, 0.37), strict=True))
    rows = tuple((part.number, part.title, part.on or "–", _given(part, bundle)) for part in bundle.parts)
    return _table(Grid("", heads, rows))


def _given(part: Part, bundle: Bundle) -> str:
    word = bundle.legend.status[part.status]
    colon = "\u202f: " if bundle.language == "fr" else ": "
    return f"{word}{colon}{part.reason}" if part.reason else word


def _document(part: Part, bundle: Bundle, fetch: Fetch) -> Iterator[Block]:
    yield _heading(2, f"{part.number}. {part.title}")
    if part.reason:
        said = _given(part, bundle)
        yield Paragraph((Run(said[:1].upper() + said[1:], bold=True),))
    if part.status is Status.WITHHELD:
        yield _text(bundle.legend.withheld_text)
    yield from _facts(part.facts, bundle)
    if part.kept_back:
        yield from _kept_back(part.kept_back, bundle)
    for section in part.sections:
        yield from _section(section)
    if part.letter is not None:
        yield from _letter(part, part.letter, bundle, fetch)
    for one in part.pictures:
        yield Figure(fetch(one.sha256), one.alt, one.caption)
    if part.originals:
        known = {one.sha256: _name(first, one) for first, one in _originals(bundle)}
        rows = tuple((part.number, known[one.sha256], one.sha256) for one in part.originals)
        yield _files(bundle, rows, bundle.legend.files)


def _letter(part: Part, letter: str, bundle: Bundle, fetch: Fetch) -> Iterator[Block]:
    blocks = read_blocks(fetch(letter).read_bytes())
    if part.mask is None:
        yield _text(bundle.legend.letter_text)
        yield from _again(blocks)
        return
    yield Paragraph((Run(part.mask.notice, bold=True),))
    yield from _again(masked(blocks, part.mask))


def _kept_back(files: tuple[KeptBack, ...], bundle: Bundle) -> Iterator[Block]:
    """What is not given, so that it can be asked for by its fingerprint."""
    legend = bundle.legend
    rows = tuple((one.name, f"{one.description}; {_kind(one, bundle.language)}", one.sha256) for one in files)
    yield _text(legend.kept_back_text)
    yield _table(Grid(legend.kept_back, tuple(zip(legend.kept_back_heads, (0.28, 0.3, 0.42), strict=True)), rows))


_KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG", "application/json": "JSON"}
_UNITS = {"fr": "Ko"}


def _kind(one: KeptBack, language: str) -> str:
    kilobytes = max(1, round(one.size / 1024))
    return f"{_KINDS.get(one.media_type, one.media_type)}, {kilobytes}\u00a0{_UNITS.get(language, 'kB')}"


def _again(letter: Sequence[Block]) -> Iterator[Block]:
    """An issued letter below the document that it is part of; its head and address stand together on one line."""
    first = next((number for number, block in enumerate(letter) if isinstance(block, Heading)), 0)
    # Of masked lines that follow each other one is said.
    head = list(dict.fromkeys(plain(block.runs) for block in letter[:first] if isinstance(block, Paragraph)))
    if head:
        yield _text(" · ".join(head))
    for block in letter[first:]:
        yield Heading(_DEEPER[block.level], block.runs) if isinstance(block, Heading) else block


_DEEPER: dict[int, Literal[2, 3, 4, 5]] = {2: 3, 3: 4, 4: 5, 5: 5}


def _files(bundle: Bundle, rows: tuple[tuple[str, str, str], ...], caption: str = "") -> Table:
    return _table(Grid(caption, tuple(zip(bundle.legend.files_heads, (0.08, 0.42, 0.5), strict=True)), rows))


def _section(section: Section) -> Iterator[Block]:
    yield _heading(3, section.title)
    yield from (_text(one) for one in section.paragraphs)
    if section.table is not None:
        yield _table(section.table)


def _facts(facts: tuple[Fact, ...], bundle: Bundle) -> Iterator[Block]:
    told = tuple((one.label, one.value) for one in facts if one.value)
    if told:
        yield _table(Grid("", tuple(zip(bundle.legend.facts_heads, (0.32, 0.68), strict=True)), told))


def _table(grid: Grid) -> Table:
    columns = tuple(Column(head, share) for head, share in grid.heads)
    return Table(columns, grid.rows, grid.caption)


def _heading(level: Literal[2, 3], text: str) -> Heading:
    return Heading(level, (Run(text),))


def _text(text: str) -> Paragraph:
    return Paragraph((Run(text),))
