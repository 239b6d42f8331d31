"""A bundle of documents as a value: cover, inventory, documents, files that go along. Knows paper, not cases.

A bundle is plain: ``to_plain`` and ``from_plain`` are each other's reverse, so that it can be kept and made again later
with the same bytes. What is large (photos, originals, letters) is named by its SHA-256 and fetched while it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from reports.masking import Mask


class Status(StrEnum):
    """How much of a document is in the bundle."""

    WHOLE = "whole"
    PARTLY = "partly"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads with their share of the width, and rows. ``text``: the columns that hold free text."""

    caption: str
    heads: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    text: tuple[int, ...] = ()

    def without(self, columns: tuple[int, ...]) -> Grid:
        """The same without some columns; what remains shares the width."""
        kept = [number for number in range(len(self.heads)) if number not in columns]
        wide = sum(self.heads[number][1] for number in kept)
        return Grid(
            self.caption,
            tuple((self.heads[number][0], self.heads[number][1] / wide) for number in kept),
            tuple(tuple(row[number] for number in kept) for row in self.rows),
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with running text, or with a table."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Grid | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo by the SHA-256 of its file; ``alt`` for who cannot see it."""

    sha256: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Original:
    """A file that goes along byte for byte, attached to the PDF; ``name`` as the reader finds it there."""

    sha256: str
    name: str
    media_type: str
    size: int
    description: str


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A file that is not given, named so that it can be asked for: what it is, its size in bytes and its SHA-256.

    ``instead``: the SHA-256 of the masked copy that goes along in its place.
    """

    sha256: str
    name: str
    media_type: str
    size: int
    description: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of the inventory. ``reason`` says why it is not given, or not whole; ``letter`` an issued letter.

    ``mask``: what of that letter may not be read. ``kept_back``: the files that are not given.
    """

    number: str
    title: str
    on: str
    status: Status
    reason: str = ""
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    pictures: tuple[Picture, ...] = ()
    letter: str | None = None
    originals: tuple[Original, ...] = ()
    mask: Mask | None = None
    kept_back: tuple[KeptBack, ...] = ()


@dataclass(frozen=True, slots=True)
class Legend:
    """The words of the pages that the bundle itself adds, in its language."""

    contents: str
    cover: str
    facts_heads: tuple[str, str]
    inventory: str
    inventory_heads: tuple[str, str, str, str]
    status: Mapping[str, str]
    files: str
    files_heads: tuple[str, str, str]
    files_text: str
    letter_text: str
    kept_back: str = ""
    kept_back_heads: tuple[str, str, str] = ("", "", "")
    kept_back_text: str = ""
    withheld_text: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """All of it. ``record`` is the decision as JSON text; ``sealed``: a place for the municipality's seal is kept."""

    title: str
    author: str
    number: str
    language: str
    day: date
    facts: tuple[Fact, ...]
    intro: tuple[str, ...]
    parts: tuple[Part, ...]
    record: str
    record_name: str
    record_description: str
    legend: Legend
    photo_files: bool = False

    def to_plain(self) -> dict[str, Any]:
        return {**asdict(self), "day": self.day.isoformat()}

    @classmethod
    def from_plain(cls, kept: Mapping[str, Any]) -> Bundle:
        """The bundle of a kept value."""
        legend = kept["legend"]
        heads = {
            name: tuple(legend[name])
            for name in ("facts_heads", "inventory_heads", "files_heads", "kept_back_heads")
            if name in legend
        }
        return cls(
            **{
                **kept,
                "day": date.fromisoformat(kept["day"]),
                "facts": _facts(kept["facts"]),
                "intro": tuple(kept["intro"]),
                "parts": tuple(_part(one) for one in kept["parts"]),
                "legend": Legend(**{**legend, **heads}),
            }
        )


def _facts(rows: list[dict[str, str]]) -> tuple[Fact, ...]:
    return tuple(Fact(**row) for row in rows)


def _part(row: Mapping[str, Any]) -> Part:
    return Part(
        **{
            **row,
            "status": Status(row["status"]),
            "facts": _facts(row["facts"]),
            "sections": tuple(_section(one) for one in row["sections"]),
            "pictures": tuple(Picture(**one) for one in row["pictures"]),
            "originals": tuple(Original(**one) for one in row["originals"]),
            # A plan that was kept before there were masks has none.
            "mask": _mask(row["mask"]) if row.get("mask") else None,
            "kept_back": tuple(KeptBack(**one) for one in row.get("kept_back", ())),
        }
    )


def _mask(row: Mapping[str, Any]) -> Mask:
    lists = {name: tuple(row[name]) for name in ("places", "words", "running")}
    return Mask(**{**row, **lists})


def _section(row: Mapping[str, Any]) -> Section:
    grid = row["table"]
    table = grid and Grid(
        grid["caption"],
        tuple((head, share) for head, share in grid["heads"]),
        tuple(tuple(cells) for cells in grid["rows"]),
        tuple(grid["text"]),
    )
    return Section(row["title"], tuple(row["paragraphs"]), table)
