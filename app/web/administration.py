"""The administrator's pages: the municipality, its people, the audit lines, the jobs."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import BooleanField, EmailField, IntegerField, PasswordField, RadioField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Email, InputRequired, Length, NumberRange, Optional

import law
from app import acts, audit, clock, jobs, people
from app.access import Permission, RoleName, may, open_to
from app.db import db, everywhere
from app.errors import ChangedMeanwhile, NotHere, Refusal
from app.powers import MARKS
from app.privacy import NoIdentityNumber
from app.web.fields import HouseForm, LineField, ParagraphField, VersionField
from app.web.home import ROLE_WORDS, STARTS, bp, language_choices
from app.web.language import LANGUAGES, in_language
from app.web.navigation import place, places_under

_PER_PAGE = 50
# A mark stands beside a role and is not one by itself.
_ROLES = [role for role in RoleName if role not in MARKS.values()]
_LAST_PAGE = 100_000  # a figure beyond what a database counts is no page
STARTS.append((Permission.PEOPLE_MANAGE, "web.people_page"))
place(_l("People"), "web.people_page", Permission.PEOPLE_MANAGE, 50)
# Who keeps the rules or the texts of the town: its page shows each what that person keeps.
place(_l("Municipality"), "web.town", Permission.POLICY_MANAGE, 60)
place(
    _l("Details and procedure"),
    "web.town_details",
    Permission.MUNICIPALITY_MANAGE,
    61,
    under="web.town",
    about=_l("Addresses, court and the mayor’s title for letters; days to respond, second reader."),
)
place(_l("Audit"), "web.audit_lines", Permission.AUDIT_READ, 90)


class PersonForm(HouseForm):
    version = VersionField(validators=[Optional()])
    name = LineField(_l("Name"), [InputRequired(_l("Fill in the name.")), NoIdentityNumber()], most=120)
    email = EmailField(
        _l("E-mail address"),
        [
            InputRequired(_l("Fill in the e-mail address.")),
            Email(_l("This is not an e-mail address. Write it like anna@municipality.example.")),
        ],
    )
    function_title = LineField(_l("Function, as printed under a letter"), [Optional(), NoIdentityNumber()], most=120)
    role = RadioField(_l("Role"), choices=[SelectChoice(role.value, ROLE_WORDS[role]) for role in _ROLES])
    mark = BooleanField(_l("Also reads and writes the closed files"))
    language = SelectField(_l("Language of the screens"), choices=language_choices())
    password = PasswordField(
        _l("First password"),
        [Optional(), Length(min=12, max=200, message=_l("Use at least 12 characters. A short sentence is good."))],
    )
    active = BooleanField(_l("May sign in"), default=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if _mark_here() is None:
            del self.mark
        if _country() != "be":  # only there an officer of the council decides on fines
            officer = RoleName.SANCTIONING_OFFICER.value
            self.role.choices = [one for one in self.role.choices if one.value != officer]

    def roles(self) -> list[RoleName]:
        """The role, and the mark of this country when it is ticked."""
        mark = _mark_here()
        return [RoleName(self.role.data), *([mark] if mark is not None and self.mark.data else [])]


def _country() -> str:
    return law.jurisdiction(people.municipality_now().jurisdiction).country


def _mark_here() -> RoleName | None:
    return MARKS.get(_country())


class TownForm(HouseForm):
    version = VersionField(validators=[Optional()])
    street = LineField(_l("Street and number"), [Optional()])
    postal_code = LineField(_l("Postal code"), [Optional()], most=12)
    city = LineField(_l("Town"), [Optional()], most=80)
    return_address = LineField(_l("Return address on the envelope"), [Optional()])
    email = EmailField(_l("E-mail address"), [Optional(), Email(_l("This is not an e-mail address."))])
    phone = LineField(_l("Telephone"), [Optional()], most=40)
    objection_address = ParagraphField(_l("Address for objections"), [Optional()], most=500)
    objection_route = LineField(_l("Digital route for objections"), [Optional()])
    court = ParagraphField(_l("Court for interim relief, with its address"), [Optional()], most=500)
    mayor_title_nl = LineField(_l("The mayor as named in Dutch letters"), [Optional()], most=120)
    mayor_title_fr = LineField(_l("The mayor as named in French letters"), [Optional()], most=120)
    mayor_title_de = LineField(_l("The mayor as named in German letters"), [Optional()], most=120)
    hearing_days = IntegerField(
        _l("Days to respond to an intention"),
        [
            InputRequired(_l("Fill in a number of days.")),
            NumberRange(1, 90, _l("Choose between 1 and 90 days.")),
        ],
    )
    second_reader = BooleanField(_l("A second reader reads each decision before the mayor"))

    def __init__(self, town: people.Municipality) -> None:
        titles = {f"mayor_title_{language}": title for language, title in town.mayor_title.items()}
        super().__init__(obj=town, data=titles)
        for language in {"nl", "fr", "de"} - set(town.languages):
            delattr(self, f"mayor_title_{language}")

    def facts(self) -> dict[str, Any]:
        """The columns as filled in; a letter is refused while the mayor has no name in its language."""
        given = {key: value for key, value in self.data.items() if key not in {"csrf_token", "version"}}
        titles = {key.rsplit("_", 1)[1]: given.pop(key) for key in list(given) if key.startswith("mayor_title_")}
        return given | {"mayor_title": {language: title for language, title in titles.items() if title}}


@bp.get("/people")
@open_to(Permission.PEOPLE_MANAGE)
def people_page() -> str:
    town = acts.actor().municipality_code or ""
    question = select(people.User).where(people.User.municipality_code == town).order_by(people.User.name)
    return render_template("administration/people.html", people=list(db.session.scalars(question)), words=ROLE_WORDS)


@bp.route("/people/new", methods=["GET", "POST"])
@open_to(Permission.PEOPLE_MANAGE)
def new_person() -> str | Response | tuple[str, int]:
    form = PersonForm()
    if form.validate_on_submit():
        if form.password.data:
            return _saved_or_shown(form, None)
        form.password.errors = [_("Give a first password; the person changes it after signing in.")]
    status = 422 if form.errors or form.password.errors else 200
    return render_template("administration/person.html", form=form, person=None), status


@bp.route("/people/<uuid:user_id>", methods=["GET", "POST"])
@open_to(Permission.PEOPLE_MANAGE)
def person(user_id: uuid.UUID) -> str | Response | tuple[str, int]:
    found = _colleague(user_id)
    role, mark = _role_and_mark(found)
    form = PersonForm(obj=found, role=role, mark=mark)
    if form.validate_on_submit():
        return _saved_or_shown(form, found)
    return render_template("administration/person.html", form=form, person=found), 422 if form.errors else 200


def _role_and_mark(user: people.User) -> tuple[str | None, bool]:
    """The one role of the form, and whether a mark stands beside it."""
    main = [name for name in user.role_names if name in {role.value for role in _ROLES}]
    return next(iter(main), None), len(main) < len(user.role_names)


def _colleague(user_id: uuid.UUID) -> people.User:
    found = db.session.get(people.User, user_id)
    if found is None or found.municipality_code != acts.actor().municipality_code:
        raise NotHere(table="user_account", key=str(user_id), elsewhere=found is not None)
    return found


def _saved_or_shown(form: PersonForm, found: people.User | None) -> Response | tuple[str, int]:
    facts: dict[str, Any] = {
        "name": form.name.data,
        "function_title": form.function_title.data,
        "language": form.language.data,
        "active": form.active.data,
    }
    roles = form.roles()
    town = acts.actor().municipality_code or ""
    try:
        if found is None:
            password = form.password.data
            people.engage(form.email.data, password=password, roles=roles, municipality_code=town, **facts)
        else:
            people.change_person(found, form.version.data, roles=roles, **facts)
    except ChangedMeanwhile:
        assert found is not None, "somebody new has no earlier version"
        saved = _colleague(uuid.UUID(str(found.id)))
        role, mark = _role_and_mark(saved)
        return _both(form, saved, _("People"), url_for("web.people_page"), {"role": role, "mark": mark})
    except Refusal as refusal:
        form.form_errors = [refusal.sentence]
        return render_template("administration/person.html", form=form, person=found), refusal.status
    flash(_("Saved."), "ok")
    return redirect(url_for("web.people_page"))


@bp.get("/municipality")
@open_to(Permission.POLICY_MANAGE)
def town() -> str:
    row = people.municipality_now()
    return render_template(
        "administration/town.html",
        town=row,
        jurisdiction=in_language(dict(law.jurisdiction(row.jurisdiction).name)),
        languages=[LANGUAGES[code] for code in row.languages],
        places=places_under("web.town"),
        slots=_slots() if may(Permission.MUNICIPALITY_MANAGE) else [],
    )


def _slots() -> list[tuple[Any, datetime | None, datetime | None]]:
    """What happens by itself: (what, the newest slot that was done, the next one)."""
    done = jobs.last_runs()
    return [(one.label, done.get(one.name), one.next_after(clock.now())) for one in jobs.JOBS.values()]


@bp.route("/municipality/details", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def town_details() -> str | Response | tuple[str, int]:
    row = people.municipality_now()
    form = TownForm(row)
    status = 200
    if form.validate_on_submit():
        try:
            people.change_municipality(row, form.version.data, **form.facts())
        except ChangedMeanwhile:
            return _both(form, people.municipality_now(), _("Details and procedure"), url_for("web.town_details"))
        else:
            flash(_("Saved."), "ok")
            return redirect(url_for("web.town_details"))
    elif form.errors:
        status = 422
    return render_template("administration/town_details.html", form=form, town=row), status


def _both(
    form: HouseForm, saved: Any, here: str, back_url: str, beside: dict[str, Any] | None = None
) -> tuple[str, int]:
    """The page with both versions; what was typed travels along, and only sending it again overwrites.

    ``beside``: fields of the form that are no columns of the row, as they are saved.
    """
    hidden, beside = {"csrf_token", "version", "password"}, beside or {}
    rows = [
        (
            field.label.text,
            _said(field, field.data),
            _said(field, beside.get(field.name, getattr(saved, field.name, None))),
        )
        for field in form
        if field.name not in hidden and (field.name in beside or hasattr(saved, field.name))
    ]
    page = render_template(
        "both_versions.html",
        title=_("Two versions"),
        links=[],
        here=here,
        rows=[row for row in rows if str(row[1] or "") != str(row[2] or "")],
        typed=[(name, value) for name, values in request.form.lists() if name not in hidden for value in values],
        version=saved.version,
        action=request.path,
        back_url=back_url,
    )
    return page, 409


def _said(field: Any, value: Any) -> Any:
    """A value as the form says it: the words of a choice, yes or no of a box."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = {str(one.value): one.label for one in field.iter_choices()} if hasattr(field, "iter_choices") else {}
    return labels.get(str(value), value)


@bp.get("/audit")
@open_to(Permission.AUDIT_READ)
def audit_lines() -> str:
    chain = acts.actor().municipality_code or "-"
    page = min(max(request.args.get("page", 1, type=int), 1), _LAST_PAGE)
    question = select(audit.AuditLine).where(audit.AuditLine.chain == chain).order_by(audit.AuditLine.id.desc())
    lines = list(db.session.scalars(question.limit(_PER_PAGE + 1).offset((page - 1) * _PER_PAGE)))
    shown = [(line, json.loads(line.changes), json.loads(line.note)) for line in lines[:_PER_PAGE]]
    return render_template("administration/audit.html", lines=shown, page=page, more=len(lines) > _PER_PAGE)


@bp.post("/audit/check")
@open_to(Permission.AUDIT_READ)
def audit_check() -> Response:
    chain = acts.actor().municipality_code or "-"
    with everywhere("the chain is walked as it stands"):
        broken = [line.id for line in audit.broken_lines(chain)]
    if broken:
        flash(_("The chain is broken at line %(line)s. Tell your security officer.", line=broken[0]), "danger")
    else:
        flash(_("The chain is whole: no line was changed or removed."), "ok")
    return redirect(url_for("web.audit_lines"))
