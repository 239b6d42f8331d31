"""What PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) ask: put into a file while it is made, looked for afterwards.

``flaws`` reads a finished file and names what an archive, a screen reader or a court could hold against it; nothing,
where all is well. ``flaws_of_tree`` says the same of the logical tree alone and costs next to nothing: the press asks
it of every paper before it writes the first byte, and raises NotConformant.
"""

from reports.press.conform.colours import srgb_profile
from reports.press.conform.engine import EngineHasChanged, LetterDate, repair_engine, tell_page
from reports.press.conform.file import flaws
from reports.press.conform.flaw import Flaw, Lack, NotConformant
from reports.press.conform.metadata import PRODUCER, metadata
from reports.press.conform.tree import demand, flaws_of_tree, skipped_level

__all__ = [
    "PRODUCER",
    "EngineHasChanged",
    "Flaw",
    "Lack",
    "LetterDate",
    "NotConformant",
    "demand",
    "flaws",
    "flaws_of_tree",
    "metadata",
    "repair_engine",
    "skipped_level",
    "srgb_profile",
    "tell_page",
]
