"""Start page, own settings, health."""

from __future__ import annotations

import time
from typing import Any

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user
from flask_login import logout_user as logout
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice

from app import acts, people
from app.access import Permission, RoleName, may, open_to, open_to_anyone
from app.db import db, everywhere
from app.errors import NotHere
from app.web.fields import HouseForm
from app.web.language import LANGUAGES
from app.web.navigation import agenda_count, agenda_now, place
from app.web.reminding import own_reminders

bp = Blueprint("web", __name__, template_folder="templates", static_folder=None)
place(
    _l("Today"),
    "web.home",
    Permission.OWN_ACCOUNT,
    10,
    count=agenda_count,
    hidden_from=Permission.DECISION_SIGN,
)


def language_choices() -> list[SelectChoice]:
    return [SelectChoice(code, name) for code, name in LANGUAGES.items()]


class SettingsForm(HouseForm):
    language = SelectField(_l("Language of the screens"), choices=language_choices())
    shortcuts = BooleanField(_l("Use keyboard shortcuts"))


# Where each role begins, most specific first; the inspector begins at the visits, the mayor at what waits.
STARTS: list[tuple[Permission, str]] = []


@bp.get("/")
@open_to_anyone("the door: sends each person to the right page")
def door() -> Response:
    if acts.actor_or_none() is None:
        return redirect(url_for("security.login"))
    for power, endpoint in STARTS:
        if may(power):
            return redirect(url_for(endpoint))
    return redirect(url_for("web.home"))


@bp.get("/today")
@open_to(Permission.OWN_ACCOUNT)
def home() -> str:
    return render_template("home.html", agenda=agenda_now(), reminders=own_reminders(), more="week" in request.args)


@bp.route("/settings", methods=["GET", "POST"])
@open_to(Permission.OWN_ACCOUNT)
def settings() -> str | Response:
    form = SettingsForm(obj=current_user)
    if form.validate_on_submit():
        user = db.session.get(people.User, current_user.id)
        assert user is not None
        people.change_own_settings(user, language=form.language.data, shortcuts=form.shortcuts.data)
        return redirect(url_for("web.settings", saved=1))
    return render_template("settings.html", form=form, saved="saved" in request.args)


@bp.post("/language")
@open_to_anyone("the language can be chosen before sign-in")
def choose_language() -> Response:
    language = request.form.get("language", "")
    if language in LANGUAGES:
        session["language"] = language
    return redirect(url_for("security.login"))


@bp.get("/style-sheet")
@open_to_anyone("all parts on one page, for who builds or themes; no case data")
def style_sheet() -> str:
    return render_template("style-sheet.html")


@bp.get("/help")
@open_to_anyone("how to use the house")
def help_page() -> str:
    return render_template("help.html")


@bp.get("/accessibility")
@open_to_anyone("a public statement")
def accessibility() -> str:
    return render_template("accessibility.html")


@bp.get("/privacy")
@open_to_anyone("a public statement")
def privacy() -> str:
    return render_template("privacy.html")


@bp.post("/practice/<uuid:user_id>")
@open_to_anyone("one click signs in as one of the cast, in demonstration mode only")
def practise(user_id: Any) -> Response:
    if not current_app.config["DREMPEL"].demonstration:
        raise NotHere(table="user_account", key=str(user_id))
    with everywhere("the cast lives in several towns"):
        user = db.session.get(people.User, user_id)
    if user is None or not user.active:
        raise NotHere(table="user_account", key=str(user_id))
    logout()
    session.clear()
    login_user(user)
    # Flask-Security compares these with the account on every request.
    session["fs_cc"] = "set"
    # And this tells how long ago somebody signed in: a tablet is registered with a fresh sign-in only.
    session["fs_paa"] = time.time()
    return redirect(url_for("web.door"))


def cast() -> list[people.User]:
    """The people of the demonstration region, for the sign-in page."""
    if not current_app.config["DREMPEL"].demonstration:
        return []
    with everywhere("the cast lives in several towns"):
        question = select(people.User).where(people.User.active, people.User.email.endswith("@drempel.example"))
        order = {role.value: number for number, role in enumerate(RoleName)}
        found = list(db.session.scalars(question.order_by(people.User.municipality_code, people.User.name)))
        return sorted(
            found,
            key=lambda user: (
                user.municipality.name,
                min((order.get(n, 9) for n in user.role_names), default=9),
            ),
        )


ROLE_WORDS = {
    RoleName.PERMIT_OFFICER: _l("permit officer"),
    RoleName.INSPECTOR: _l("inspector"),
    RoleName.MAYOR: _l("mayor"),
    RoleName.GENERAL_DIRECTOR: _l("general director"),
    RoleName.SANCTIONING_OFFICER: _l("sanctioning officer"),
    RoleName.ADMINISTRATOR: _l("administrator"),
    RoleName.BIBOB_OFFICER: _l("Bibob officer"),
    RoleName.INTEGRITY_OFFICER: _l("integrity officer"),
}


@bp.get("/health")
@open_to_anyone("machines ask whether we live; no case data")
def health() -> tuple[dict[str, Any], int]:
    from app.jobs import last_runs

    try:
        db.session.execute(text("SELECT 1"))
        migration = MigrationContext.configure(db.session.connection()).get_current_revision()
        jobs = {name: slot.isoformat() for name, slot in last_runs().items()}
    except SQLAlchemyError:
        db.session.rollback()
        return {"status": "fault", "database": "unreachable", "migration": None}, 503
    head = ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()
    state = "ok" if migration == head else "behind"
    answer = {
        "status": state,
        "database": db.engine.dialect.name,
        "migration": migration,
        "head": head,
        "jobs": jobs,
    }
    return answer, 200 if state == "ok" else 503
