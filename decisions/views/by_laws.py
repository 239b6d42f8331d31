"""The municipality's own articles: which article of which by-law carries a ground, edition by edition."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

import law
from app import clock
from app.access import Permission, open_to
from app.people import municipality_now
from app.web.language import in_language
from app.web.navigation import place
from decisions import acts, queries, town_law
from decisions.forms import choices
from decisions.forms_signing import BylawForm, CloseArticleForm
from decisions.models import BylawArticle
from decisions.presenting.facts import capital
from decisions.presenting.tongue import _
from decisions.reasoning.power import ORGANS
from decisions.views.answering import Answer, day_of, status_of, tried
from decisions.views.blueprint import bp
from law import bylaws

place(
    _l("By-law articles"),
    "decisions.by_laws",
    Permission.MUNICIPALITY_MANAGE,
    63,
    under="web.town",
    about=_l("Which article of the by-law carries a ground, who decides and for how long at most."),
)


# The organs that a by-law can let decide on one case.
_DECIDING = (law.Organ.MAYOR, law.Organ.COLLEGE, law.Organ.COUNCIL)


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
    read = bylaws.regulations(town_law.here().country, municipality_now().name)
    return render_template("decisions/by_laws.html", grounds=grounds, missing=missing, regulations=read, facts=_facts)


def _facts(read: bylaws.Regulation) -> str:
    """What a regulation asks, in one line; what was not read is left out."""
    facts = [capital(in_language(dict(read.summary)))]
    if read.distance_m is not None:
        facts.append(_("distance of %(metres)s m", metres=read.distance_m))
    if read.record_max_age_days is not None:
        facts.append(_("criminal record at most %(days)s days old", days=read.record_max_age_days))
    if read.decision_term_days is not None:
        facts.append(_("decision within %(days)s days", days=read.decision_term_days))
    if read.validity_months is not None:
        facts.append(_("valid for %(months)s months", months=read.validity_months))
    return "; ".join(facts)


def _holds(row: BylawArticle) -> bool:
    today = clock.today()
    return row.valid_from <= today and (row.valid_until is None or today <= row.valid_until)


@bp.route("/by-laws/new", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def add_article() -> Answer:
    ground = request.args.get("ground", "")
    form = BylawForm(data={"ground": ground, "article": request.args.get("article")})
    known = town_law.here().grounds(on=clock.today())
    form.ground.choices = choices([(ground.id, _title(ground)) for ground in known])
    form.organ.choices = choices([("", _("as the law says")), *((one.value, ORGANS[one]) for one in _DECIDING)])
    if form.validate_on_submit() and tried(form, lambda: _enter(form)) is not None:
        flash(_("The article has been added."), "ok")
        return redirect(url_for("decisions.by_laws"))
    examples = [
        (in_language(dict(bylaw.name)), article, url_for("decisions.add_article", ground=ground, article=article))
        for bylaw, article in bylaws.articles_for(town_law.here().country, ground)
    ]
    return render_template("decisions/add_article.html", form=form, examples=examples), status_of(form)


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
        organ=form.organ.data or "",
        max_months=form.max_months.data,
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
