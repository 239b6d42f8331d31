"""The sectors that are built in, and what an inspector looks at in each."""

from __future__ import annotations

from law import entries
from law.checklist import Indicator, Item, SectorKind, Topic
from law.notions import LawError, UnknownEntry
from law.read import HOUSE, document, things

CORE = "core"
EVERYWHERE = "ALL"
_FOLDER = HOUSE / "checklists"

SECTOR_KINDS: tuple[SectorKind, ...] = things(_FOLDER / "sectors.toml", "sector", entries.sector_kind)
TOPICS: tuple[Topic, ...] = things(_FOLDER / "topics.toml", "topic", entries.topic)
INDICATORS: tuple[Indicator, ...] = things(HOUSE / "indicators.toml", "indicator", entries.indicator)


def _sources() -> dict[str, str]:
    whole = document(_FOLDER / "sources.toml")
    table = whole.row("source")
    found = {key: table.text(key) for key in table.unread()}
    whole.finish()
    return found


SOURCES = _sources()


def _items() -> dict[str, Item]:
    found: dict[str, Item] = {}
    topics = {topic.id for topic in TOPICS}
    for name in (CORE, *(sector.set for sector in SECTOR_KINDS)):
        path = _FOLDER / f"{name}.toml"
        for one in things(path, "item", entries.item, key="code"):
            wrong = _wrong(one, name, topics, found)
            if wrong:
                raise LawError(f"law/checklists/{path.name} ({one.code}), key {wrong}.")
            found[one.code] = one
    return found


def _wrong(one: Item, set_: str, topics: set[str], found: dict[str, Item]) -> str | None:
    unknown = [source for source in one.sources if source not in SOURCES]
    if one.set != set_:
        return f"'set': {one.set!r} belongs in another file"
    if one.topic not in topics:
        return f"'topic': {one.topic!r} does not exist"
    if one.code in found:
        return "'code': exists already"
    if unknown:
        return f"'sources': {unknown[0]!r} is not in sources.toml"
    return None


_ITEMS = _items()


def item(code: str) -> Item:
    """The checklist item of that code. Raises UnknownEntry."""
    try:
        return _ITEMS[code]
    except KeyError:
        raise UnknownEntry(f"No checklist has an item {code!r}.") from None


def items() -> tuple[Item, ...]:
    """All items of all checklists."""
    return tuple(_ITEMS.values())


def sector_kind(sector: str) -> SectorKind:
    """The built-in sector of that id. Raises UnknownEntry."""
    for one in SECTOR_KINDS:
        if one.id == sector:
            return one
    known = ", ".join(one.id for one in SECTOR_KINDS)
    raise UnknownEntry(f"There is no built-in sector {sector!r}; there are {known}.")


def checklist(sector: str, kind: str | None = None, country: str | None = None) -> tuple[Item, ...]:
    """What to look at: the core items and those of the sector, in the order of the topics.

    With `kind` (a subtype of the sector) without the items of other subtypes; with `country` ("nl", "be")
    without those that exist only elsewhere. Raises UnknownEntry for an unknown sector or subtype.
    """
    of = sector_kind(sector)
    scopes = {EVERYWHERE, of.scope} | {subtype.scope for subtype in of.subtypes if kind in (None, subtype.id)}
    if kind is not None and kind not in {subtype.id for subtype in of.subtypes}:
        raise UnknownEntry(f"The sector {sector!r} has no subtype {kind!r}.")
    order = {topic.id: number for number, topic in enumerate(TOPICS)}
    wanted = (
        one
        for one in _ITEMS.values()
        if one.set in (CORE, of.set)
        and one.scope in scopes
        and (country is None or not one.countries or country in one.countries)
    )
    return tuple(sorted(wanted, key=lambda one: order[one.topic]))


def topics(sector: str, kind: str | None = None, country: str | None = None) -> tuple[Topic, ...]:
    """The topics that the checklist of the sector uses, in reading order."""
    used = {one.topic for one in checklist(sector, kind, country)}
    return tuple(topic for topic in TOPICS if topic.id in used)


def topic(topic_id: str) -> Topic:
    """The topic of that id. Raises UnknownEntry."""
    for one in TOPICS:
        if one.id == topic_id:
            return one
    raise UnknownEntry(f"The visit sheet has no topic {topic_id!r}.")


for _indicator in INDICATORS:
    for _code in _indicator.items:
        item(_code)
