"""By-law articles of the practice towns, read from ``bylaws.toml``; made up, and marked so wherever they are shown."""

from __future__ import annotations

import tomllib
from pathlib import Path

from decisions.acts import map_ground

_DATA = tomllib.loads((Path(__file__).parent / "bylaws.toml").read_text(encoding="utf-8"))


def lay_articles(town: str, jurisdiction: str) -> None:
    """Enter the articles of one town; call it inside that municipality."""
    book = _DATA[jurisdiction]
    for entry in book["article"]:
        map_ground(
            entry["ground"],
            bylaw=entry.get("bylaw", book["bylaw"]).format(town=town),
            article=entry["article"],
            quote=entry["quote"],
            source=_DATA["source"],
            valid_from=_DATA["first_day"],
            organ=entry.get("organ", ""),
        )
