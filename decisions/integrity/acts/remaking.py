"""How a letter of the closed file is made anew after who signs sent it back."""

from __future__ import annotations

from app.db import db
from decisions.countersigning.acts import REMADE, Mended, Remade
from decisions.countersigning.acts.taking_back import Change
from decisions.countersigning.models import PaperToSign
from decisions.integrity.acts.deciding import take_back
from decisions.integrity.acts.file import ABOUT, tell
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import IntegrityDocument


def _document(paper: PaperToSign) -> IntegrityDocument:
    document = db.session.get(IntegrityDocument, paper.about_id)
    assert document is not None, "the papers of a destroyed file go with it"
    return document


def _change(paper: PaperToSign) -> Change:
    """Only the decision has reasons to write anew; the other letters say what the file says."""
    document = _document(paper)
    row = document.investigation
    decides = row.state == InvestigationState.DECIDED and document.dated_on == row.college_on
    return Change.DRAFT if decides else Change.NOTHING


def _take_back(paper: PaperToSign, mended: Mended | None) -> None:
    row = take_back(_document(paper).investigation)
    tell(row, "integrity.letter-taken-back", letter=paper.kind)


def _page(paper: PaperToSign) -> str:
    return f"/integrity/{_document(paper).investigation_id}"


remade = Remade(_change, _take_back, _page)
REMADE[ABOUT] = remade
