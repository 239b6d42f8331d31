"""A paper that is not a letter: a title, parts with headings, tables, notes and pictures, and what is enclosed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from reports.letter import Block


@dataclass(frozen=True, slots=True)
class Document:
    """``title`` is the only heading of level 1; ``day`` its date and only clock.

    ``contents_title``: the heading of the table of contents after the title; empty: none. ``running_head`` stands
    above every later page. ``page_words`` as in a letter.
    """

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    day: date
    blocks: tuple[Block, ...]
    page_words: tuple[str, str]
    running_head: str = ""
    contents_title: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file enclosed in a PDF/A-3: ``relationship`` to the paper as in ISO 32000-2, table 43.

    ``name`` with its extension; ``description`` in the language of the paper; ``content`` its bytes, or where they are.
    """

    name: str
    media_type: str
    content: bytes | Path
    relationship: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
    description: str
