"""The one file that looks up: it puts the packages together. Nobody imports it but wsgi.py and the tests."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_security import Security
from flask_wtf.csrf import CSRFProtect

import decisions
import decisions.models
import demonstration
import inspections
import permits
from app import access, audit, commands, files, jobs, numbers, people, reminders, story
from app.config import Config, NotConfigured
from app.db import db, raise_walls
from app.web import administration, gate, home, language, navigation, refused, sign_in

ROOT = Path(__file__).resolve().parents[1]
# Every table is known to the migrations, also before a page asks for it.
TABLES = (audit, files, jobs, numbers, people, reminders, story, decisions.models)
PACKAGES = (permits, inspections, decisions, demonstration)


def create_app(config: Config | None = None) -> Flask:
    """The application. Raises :class:`NotConfigured` when a setting lacks or a route does not say who it is open to."""
    settings = config or Config.read()
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    house = Flask("app", static_folder=str(ROOT / "app/web/static"), template_folder=str(ROOT / "app/web/templates"))
    house.config.from_mapping(_flask_settings(settings))
    db.init_app(house)
    Migrate(house, db, directory=str(ROOT / "migrations"), render_as_batch=True, compare_type=True)
    with house.app_context():
        raise_walls(db.engine)
    CSRFProtect(house)
    language.install(house)
    gate.install(house)
    Security(house, people.IdentityStore(db, people.User, people.Role), **sign_in.OPTIONS)
    navigation.install(house)
    refused.install(house)
    assert administration.people_page.__module__  # importing it hangs the administrator's pages on the blueprint
    house.register_blueprint(home.bp)
    commands.install(house)
    for package in PACKAGES:
        package.install(house)
    sign_in.install(house)
    _declare_library_routes(house)
    undeclared = access.undeclared_routes(house)
    if undeclared:
        msg = f"Drempel does not start: these routes do not say who they are open to: {', '.join(undeclared)}"
        raise NotConfigured(msg)
    # What was made so far lives as long as the process: a full round of the collector over it holds up a request
    # for a tenth of a second, for nothing.
    gc.freeze()
    return house


def _flask_settings(settings: Config) -> dict[str, Any]:
    return {
        "DREMPEL": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": not settings.database_url.startswith("sqlite")},
        "MAX_CONTENT_LENGTH": settings.max_upload_bytes,
        "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
        "MAX_FORM_PARTS": 5000,
        "SESSION_COOKIE_NAME": "__Host-drempel" if settings.https else "drempel",
        "SESSION_COOKIE_SECURE": settings.https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        # An inspector may have a form open for hours; the token lives as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": settings.https,
        "WTF_I18N_ENABLED": True,
        "SEND_FILE_MAX_AGE_DEFAULT": 3600,
        **sign_in.settings(settings),
    }


def _declare_library_routes(app: Flask) -> None:
    for endpoint in app.view_functions:
        if endpoint == "static":
            access.declare_open(app, endpoint, "style sheets and scripts hold no case data")
        elif endpoint.startswith("security."):
            access.declare_open(app, endpoint, "the sign-in library guards its own pages")
