"""The municipality's own articles: which article of which by-law carries a ground, edition by edition."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission, open_to
from app.web.language import in_language
from app.web.navigation import place
from decisions import acts, queries, town_law
from decisions.forms import choices
from decisions.forms_signing import BylawForm, CloseArticleForm
from decisions.models import BylawArticle
from decisions.presenting.facts import capital
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of, status_of, tried
from decisions.views.blueprint import bp

place(_l("By-law articles"), "decisions.by_laws", Permission.MUNICIPALITY_MANAGE, 60)


@dataclass(frozen=True)
class Ground:
    """A ground with the articles that were entered for it; ``by_law``: it needs one."""

    id: str
    title: str
    by_law: bool
    articles: list[BylawArticle]


def _grounds() -> list[Ground]:
    held: dict[str, list[BylawArticle]] = {}
    for article in queries.bylaw_articles():
        held.setdefault(article.ground_id, []).append(article)
    known = town_law.here().grounds(on=clock.today())
    found = [Ground(g.id, _title(g), g.by_law, held.get(g.id, [])) for g in known if g.by_law or g.id in held]
    return sorted(found, key=lambda ground: (not ground.articles, ground.title))


def _title(ground: law.Ground) -> str:
    return capital(in_language(dict(ground.own_words)))


@bp.get("/by-laws")
@open_to(Permission.MUNICIPALITY_MANAGE)
def by_laws() -> str:
    grounds = _grounds()
    missing = [g for g in grounds if g.by_law and not any(_holds(row) for row in g.articles)]
    return render_template("decisions/by_laws.html", grounds=grounds, missing=missing)


def _holds(row: BylawArticle) -> bool:
    today = clock.today()
    return row.valid_from <= today and (row.valid_until is None or today <= row.valid_until)


@bp.route("/by-laws/new", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def add_article() -> Answer:
    form = BylawForm(data={"ground": request.args.get("ground")})
    known = town_law.here().grounds(on=clock.today())
    form.ground.choices = choices([(ground.id, _title(ground)) for ground in known])
    if form.validate_on_submit() and tried(form, lambda: _enter(form)) is not None:
        flash(_("The article has been added."), "ok")
        return redirect(url_for("decisions.by_laws"))
    return render_template("decisions/add_article.html", form=form), status_of(form)


def _enter(form: BylawForm) -> BylawArticle:
    return acts.map_ground(
        form.ground.data,
        bylaw=form.bylaw.data,
        article=form.article.data,
        quote=form.quote.data or "",
        source=form.source.data or "",
        valid_from=day_of(form.valid_from),
        valid_until=form.valid_until.data,
        verified_on=form.verified_on.data,
    )


@bp.route("/by-laws/<uuid:article_id>/close", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def close_article(article_id: uuid.UUID) -> Answer:
    article = queries.bylaw_article(article_id)
    form = CloseArticleForm(data={"version": article.version})
    if form.validate_on_submit():
        closed = tried(form, lambda: acts.close_article(article, form.version.data, day_of(form.valid_until)))
        if closed is not None:
            flash(_("The article has been closed."), "ok")
            return redirect(url_for("decisions.by_laws"))
    return render_template("decisions/close_article.html", form=form, article=article), status_of(form)
