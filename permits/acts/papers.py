"""Papers in the dossier of an establishment."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app import clock, files, story
from app.access import Permission
from app.acts import act
from app.db import db
from app.errors import Refusal
from app.privacy import looks_like_identity_number
from permits.facts import IdentityNumber
from permits.models import Establishment, Paper


class PaperFromTheFuture(Refusal):
    status = 422
    sentence = _l("The date of this document lies in the future. Check the date.")


class TitleLacks(Refusal):
    status = 422
    sentence = _l("Fill in what this document is, for instance: lease.")


@act(Permission.REGISTER_WRITE)
def add_paper(establishment: Establishment, title: str, dated_on: date, content: bytes, name: str) -> Paper:
    """Add a PDF, JPEG or PNG, judged by its bytes. Raises the refusals of :mod:`app.files`."""
    if not title.strip():
        raise TitleLacks
    if looks_like_identity_number(title):
        raise IdentityNumber
    if dated_on > clock.today():
        raise PaperFromTheFuture
    stored = files.keep(content, name)
    row = Paper(establishment_id=establishment.id, title=title.strip(), dated_on=dated_on, file_sha256=stored.sha256)
    db.session.add(row)
    attached = [{"label": row.title, "sha256": stored.sha256}]
    story.tell("paper.added", [establishment.id], files=attached, title=row.title, dated_on=dated_on)
    return row
