"""Where letters become PDF: the only room that knows reportlab and pyHanko."""

from reports.press.page import render
from reports.press.sanitise import UnprintableCharacter

__all__ = ["UnprintableCharacter", "render"]
