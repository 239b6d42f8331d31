"""Sign-in by e-mail and password (Flask-Security, argon2); in demonstration also by one click."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_security import LoginForm
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from app.config import Config
from app.people import note_failed_sign_in, sign_in_must_wait
from app.web.home import ROLE_WORDS, cast


class SignInForm(LoginForm):
    """The library's form, with labels in the words of the house."""

    email = EmailField(_l("E-mail address"), [InputRequired(_l("Fill in your e-mail address."))])
    password = PasswordField(_l("Password"), [InputRequired(_l("Fill in your password."))])

    def validate(self, **kwargs: Any) -> bool:
        address = self.email.data or ""
        if sign_in_must_wait(address):
            self.form_errors = [
                _l("Too many tries. Wait a quarter of an hour and try again, or ask your administrator.")
            ]
            return False
        if super().validate(**kwargs):
            return True
        if address and self.password.data:
            note_failed_sign_in(address)
        return False


OPTIONS: dict[str, Any] = {"login_form": SignInForm}


def settings(config: Config) -> dict[str, Any]:
    return {
        "SECURITY_PASSWORD_SALT": config.password_salt,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_CHANGE_URL": "/change-password",
        "SECURITY_VERIFY_URL": "/verify-password",
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
        "SECURITY_POST_CHANGE_VIEW": "/settings?saved=1",
        "SECURITY_CHANGEABLE": True,
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_FRESHNESS": _minutes(-1),
        "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": False,
        "SECURITY_CSRF_IGNORE_UNAUTH_ENDPOINTS": False,
        "SECURITY_REDIRECT_VALIDATE_MODE": ["regex"],
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "REMEMBER_COOKIE_DURATION": _minutes(1),
        "PERMANENT_SESSION_LIFETIME": _minutes(12 * 60),
    }


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def install(app: Flask) -> None:
    app.context_processor(lambda: {"cast": cast, "role_words": ROLE_WORDS})
