"""What can be wrong with a paper, each with the clause that forbids it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """The words are those of the command line."""

    # The file as a whole
    UNREADABLE = "the file cannot be read as a PDF"
    CHANGED = "no revision of the file has the fingerprint that is kept"
    NO_TREE = "the file has no structure tree (ISO 14289-1, 7.1)"
    NOT_MARKED = "the file does not say that it is tagged (ISO 14289-1, 7.1)"
    LANGUAGE = "the language lacks, is none, or is not the one of the metadata (ISO 14289-1, 7.2)"
    TITLE = "the title lacks, or is not the one of the metadata (ISO 19005-2, 6.6.2; ISO 14289-1, 7.1)"
    TITLE_NOT_SHOWN = "a reader would show the name of the file instead of the title (ISO 14289-1, 7.1)"
    NO_METADATA = "the file has no metadata (ISO 19005-2, 6.6.2)"
    NO_CLAIM = "the metadata do not say PDF/A level A, PDF/UA-1 and what that means (ISO 19005-2, 6.6; ISO 14289-1, 5)"
    NO_COLOURS = "the file does not say which colours are meant (ISO 19005-2, 6.2.3)"
    ACTION = "the file does something by itself (ISO 19005-2, 6.5)"
    ENCLOSURE = "a file is enclosed that may not be, or does not say why (ISO 19005-2, 6.8; ISO 19005-3, 6.8)"
    # Its tree
    TAG = "an element has a tag that no reader knows, or stands where it may not (ISO 32000-1, 14.8.4)"
    SKIPPED_LEVEL = "a heading skips a level (ISO 14289-1, 7.4.2)"
    NO_WORDS = "a picture or a field has no words for who cannot see it (ISO 14289-1, 7.3 and 7.18.1)"
    NO_SCOPE = "a head of a table does not say of what (ISO 14289-1, 7.5)"
    UNEVEN_ROWS = "the rows of a table are of different lengths (ISO 14289-1, 7.5)"
    LIST = "a list holds something other than items with a body (ISO 32000-1, 14.8.4.3.3)"
    SINGLE_IN_ARRAY = "a single kid stands in an array: a seal would make the first signature look tampered with"
    # Its pages
    OUTSIDE = "something is drawn that belongs to no element and is no decoration (ISO 14289-1, 7.1)"
    WORDS_AS_DECORATION = "words are marked as decoration (ISO 14289-1, 7.1)"
    OWNERS = "marks and elements of a page do not belong to each other (ISO 32000-1, 14.7.4.4)"
    TABS = "the tab key does not follow the structure (ISO 14289-1, 7.18.3)"
    ANNOTATION = "a field or link stands in no element, or is hidden (ISO 14289-1, 7.18.1; ISO 19005-2, 6.3.2)"
    FONT = "a font is not in the file, or does not say which characters it draws (ISO 19005-2, 6.2.11)"
    PRINTERS_COLOURS = "something is drawn in colours of a printing press (ISO 19005-2, 6.2.4)"


@dataclass(frozen=True, slots=True)
class Flaw:
    """``where``: the page, the element or the entry, in words of the file format; empty for the whole file."""

    lack: Lack
    where: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.lack}" if self.where else str(self.lack)


class NotConformant(ValueError):
    """A paper that no archive or screen reader could take; nothing of it was written."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__("; ".join(map(str, self.flaws)))
