"""Where letters become PDF: the only room that knows reportlab, pyHanko and pdfium."""

from reports.press.conform import Flaw, Lack, NotConformant, flaws
from reports.press.finished import revision_digests, revision_ends
from reports.press.guarded import Glance, glance
from reports.press.head import TooLongForItsPlace
from reports.press.making import render, write
from reports.press.photo import PhotoMoves, PhotoTooLarge, PhotoUnreadable
from reports.press.picture import PagesUnknown, page_count, page_png
from reports.press.sanitise import UnprintableCharacter
from reports.press.signing.faults import (
    Expired,
    KeyCannotBeRead,
    NoSuchField,
    NotYetValid,
    RevocationUnknown,
    Revoked,
    SigningFault,
    SigningServiceDown,
    TimestampServiceDown,
    WrongPassphrase,
    WrongPurpose,
)
from reports.press.signing.fitness import check_not_revoked
from reports.press.signing.key_file import load_signer, make_development_key
from reports.press.signing.lasting import file_proven_until, make_file_lasting, make_lasting, proven_until
from reports.press.signing.opening import open_signer
from reports.press.signing.signer import Signer
from reports.press.signing.stamps import Authority
from reports.press.signing.writing import empty_fields, sign, sign_file
from reports.press.verify import (
    Level,
    NotSigned,
    Verification,
    ranges_end_at_revisions,
    verify,
    verify_all,
)

__all__ = [
    "Authority",
    "Expired",
    "Flaw",
    "Glance",
    "KeyCannotBeRead",
    "Lack",
    "Level",
    "NoSuchField",
    "NotConformant",
    "NotSigned",
    "NotYetValid",
    "PagesUnknown",
    "PhotoMoves",
    "PhotoTooLarge",
    "PhotoUnreadable",
    "RevocationUnknown",
    "Revoked",
    "Signer",
    "SigningFault",
    "SigningServiceDown",
    "TimestampServiceDown",
    "TooLongForItsPlace",
    "UnprintableCharacter",
    "Verification",
    "WrongPassphrase",
    "WrongPurpose",
    "check_not_revoked",
    "empty_fields",
    "file_proven_until",
    "flaws",
    "glance",
    "load_signer",
    "make_development_key",
    "make_file_lasting",
    "make_lasting",
    "open_signer",
    "page_count",
    "page_png",
    "proven_until",
    "ranges_end_at_revisions",
    "render",
    "revision_digests",
    "revision_ends",
    "sign",
    "sign_file",
    "verify",
    "verify_all",
    "write",
]
