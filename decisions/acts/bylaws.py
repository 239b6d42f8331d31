"""The municipality's own articles: which article of which by-law carries an abstract ground, and since when."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select

import law
from app import clock
from app.access import Permission
from app.acts import act, check_version
from app.db import db
from decisions.acts import desk
from decisions.models import BylawArticle
from decisions.refusals import ArticleOverlaps, NoSuchGround, OrganIsOpen, WrongDay
from decisions.town_law import here


@act(Permission.MUNICIPALITY_MANAGE)
def map_ground(
    ground_id: str,
    *,
    bylaw: str,
    article: str,
    valid_from: date,
    quote: str = "",
    source: str = "",
    valid_until: date | None = None,
    verified_on: date | None = None,
    organ: law.Organ | str = "",
    max_months: int | None = None,
) -> BylawArticle:
    """Enter the article for a ground, for as long as that edition of the by-law is in force.

    For a ground in a statute the row gives only the words of the article. Comparing it with the published text on a
    day makes it verified. ``organ``: who decides under it; where the law leaves that to the regulation it is needed.
    Raises NoSuchGround, OrganIsOpen, WrongDay or ArticleOverlaps.
    """
    ground = next((one for one in here().grounds(on=clock.today()) if one.id == ground_id), None)
    if ground is None:
        raise NoSuchGround
    if not organ and ground.decides is law.Organ.PER_REGULATION:
        raise OrganIsOpen(field="organ")
    if valid_until is not None and valid_until < valid_from:
        raise WrongDay(_l("The last day lies before the first day."))
    if verified_on is not None and verified_on > clock.today():
        raise WrongDay(_l("The day of comparing lies in the future."))
    _must_be_free(ground_id, valid_from, valid_until)
    row = BylawArticle(
        ground_id=ground_id,
        bylaw=desk.bounded(bylaw, 200),
        article=desk.bounded(article, 120),
        quote=desk.bounded(quote),
        source=desk.bounded(source, 300),
        valid_from=valid_from,
        valid_until=valid_until,
        verified_on=verified_on,
        organ=law.Organ(organ).value if organ else "",
        max_months=max_months,
        confidence=(law.Confidence.VERIFIED if verified_on else law.Confidence.UNVERIFIED).value,
    )
    db.session.add(row)
    db.session.flush()
    return row


def _must_be_free(ground_id: str, first: date, last: date | None) -> None:
    question = select(BylawArticle.id).where(
        BylawArticle.ground_id == ground_id,
        BylawArticle.valid_from <= (last or date.max),
        or_(BylawArticle.valid_until.is_(None), BylawArticle.valid_until >= first),
    )
    if db.session.scalar(question.limit(1)) is not None:
        raise ArticleOverlaps


@act(Permission.MUNICIPALITY_MANAGE)
def close_article(row: BylawArticle, seen: int | None, valid_until: date) -> BylawArticle:
    """End an article on its last day; nothing is edited away, a new edition is a new row."""
    check_version(row, seen)
    if valid_until < row.valid_from:
        raise WrongDay(_l("The last day lies before the first day."))
    row.valid_until = valid_until
    return row
