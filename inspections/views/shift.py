"""Once more the password before a tablet gets its token, and whom to call in danger."""

from __future__ import annotations

import time

from flask import redirect, render_template, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security import verify_password
from werkzeug.wrappers import Response
from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired, Optional, Regexp

import law
from app.access import Permission, open_to
from app.people import municipality_now, note_failed_sign_in, sign_in_must_wait
from app.web.fields import HouseForm, LineField
from app.web.navigation import place
from inspections.danger import numbers_for
from inspections.sync import acts
from inspections.sync import queries as tablets
from inspections.sync.acts.contacts import Contact
from inspections.views.blueprint import bp

Page = str | Response | tuple[str, int]
MOST_NUMBERS = 8
VISIT_APP = "/visit-app/"
_NUMBER = r"^\+?[0-9][0-9 /().-]*$"
place(
    _l("Danger now"),
    "inspections.contacts",
    Permission.MUNICIPALITY_MANAGE,
    67,
    under="web.town",
    about=_l("Whom an inspector calls in danger."),
)


class PasswordForm(HouseForm):
    password = PasswordField(_l("Password"), [InputRequired(_l("Fill in your password."))])


@bp.route("/visit-app-sign-in", methods=["GET", "POST"])
@open_to(Permission.INSPECTION_LOG)
def sign_in_again() -> Page:
    """A sign-in of more than five minutes ago is too old to hand out a token that works for a shift."""
    form = PasswordForm()
    if form.validate_on_submit():
        if sign_in_must_wait(current_user.email):
            form.form_errors = [
                _("Too many tries. Wait a quarter of an hour and try again, or ask your administrator.")
            ]
        elif verify_password(form.password.data, current_user.password):
            session["fs_paa"] = time.time()
            return redirect(VISIT_APP)
        else:
            note_failed_sign_in(current_user.email)
            form.password.errors = [_("This password is not right. Try again.")]
    status = 422 if form.errors or form.form_errors else 200
    return render_template("inspections/sign_in_again.html", form=form), status


class ContactsForm(HouseForm):
    """Rows of a name, a number and whether it is for minors too."""

    @classmethod
    def with_rows(cls) -> ContactsForm:
        fields: dict[str, object] = {}
        for row in range(MOST_NUMBERS):
            fields[f"name-{row}"] = LineField(_l("Whom"), [Optional()], most=120)
            fields[f"number-{row}"] = LineField(
                _l("Telephone"),
                [
                    Optional(),
                    Regexp(_NUMBER, message=_l("Write a number, for instance 077 359 66 66.")),
                ],
                most=40,
            )
            fields[f"minors-{row}"] = BooleanField(_l("Also for a minor"))
        shown: dict[str, object] = {}
        for row, one in enumerate(tablets.contacts()[:MOST_NUMBERS]):
            shown |= {f"name-{row}": one.name, f"number-{row}": one.number, f"minors-{row}": one.minors}
        form: ContactsForm = type("ContactsForm", (cls,), fields)(data=shown)
        return form

    def contacts(self) -> list[Contact]:
        rows = [
            (self[f"name-{n}"].data, self[f"number-{n}"].data, self[f"minors-{n}"].data) for n in range(MOST_NUMBERS)
        ]
        return [Contact(name, number, minors) for name, number, minors in rows if name or number]


@bp.route("/municipality/danger-numbers", methods=["GET", "POST"])
@open_to(Permission.MUNICIPALITY_MANAGE)
def contacts() -> Page:
    form, status = ContactsForm.with_rows(), 200
    if form.validate_on_submit():
        given = form.contacts()
        if all(one.name and one.number for one in given):
            acts.save_contacts(given)
            return redirect(url_for("inspections.contacts", saved=1))
        form.form_errors = [_("Fill in both whom and the number, or neither.")]
    if form.errors or form.form_errors:
        status = 422
    page = render_template(
        "inspections/contacts.html", form=form, rows=range(MOST_NUMBERS), shipped=numbers_for(_country())
    )
    return page, status


def _country() -> str:
    return law.jurisdiction(municipality_now().jurisdiction).country
