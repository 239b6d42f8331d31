"""Where letters become PDF: the only room that knows reportlab, pyHanko and pdfium."""

from reports.press.page import TooLongForItsPlace, render
from reports.press.picture import PagesUnknown, page_count, page_png
from reports.press.sanitise import UnprintableCharacter
from reports.press.sign import KeyCannotBeRead, NoSuchField, Signer, load_signer, make_development_key, sign
from reports.press.verify import NotSigned, Verification, verify

__all__ = [
    "KeyCannotBeRead",
    "NoSuchField",
    "NotSigned",
    "PagesUnknown",
    "Signer",
    "TooLongForItsPlace",
    "UnprintableCharacter",
    "Verification",
    "load_signer",
    "make_development_key",
    "page_count",
    "page_png",
    "render",
    "sign",
    "verify",
]
