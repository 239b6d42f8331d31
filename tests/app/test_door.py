"""Configuration, health, headers, faults: what every visitor meets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock, people
from app.access import RoleName
from app.config import Config, NotConfigured
from app.db import db
from app.errors import NotAllowed
from app.factory import create_app
from demonstration.region import PASSWORD, member
from tests.conftest import As

Clients = Callable[[str], FlaskClient]


@pytest.mark.parametrize("lacking", ["SECRET_KEY", "PASSWORD_SALT", "SIGNING_KEY"])
def test_outside_practice_it_refuses_to_start_and_says_what_lacks(lacking: str, tmp_path: Path) -> None:
    whole = {"SECRET_KEY": "s" * 32, "PASSWORD_SALT": "salt", "SIGNING_KEY": str(tmp_path / "key.p12")}
    whole["DREMPEL_DATA"] = str(tmp_path)
    assert Config.read(whole).https
    with pytest.raises(NotConfigured, match=lacking):
        Config.read({name: value for name, value in whole.items() if name != lacking})


def test_a_short_secret_is_refused(tmp_path: Path) -> None:
    whole = {"SECRET_KEY": "short", "PASSWORD_SALT": "salt", "SIGNING_KEY": "key.p12", "DREMPEL_DATA": str(tmp_path)}
    with pytest.raises(NotConfigured, match="32"):
        Config.read(whole)


@pytest.mark.parametrize(
    ("command", "answers"),
    [("law term nl.objection --from 2026-02-20", True), ("letters render --help", True), ("jobs --help", False)],
)
def test_the_books_are_asked_without_any_setting(command: str, answers: bool, tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "DREMPEL_DATA": str(tmp_path)}
    root = Path(__file__).parents[2]
    asked = [sys.executable, "-m", "flask", *command.split()]
    done = subprocess.run(asked, cwd=root, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is answers
    assert ("set SECRET_KEY" in done.stderr) is not answers


def test_in_production_nobody_enters_by_one_click(tmp_path: Path, app: Flask) -> None:
    whole = {"SECRET_KEY": "s" * 32, "PASSWORD_SALT": "salt", "SIGNING_KEY": "key.p12", "DREMPEL_DATA": str(tmp_path)}
    strict = create_app(Config.read({**whole, "DATABASE_URL": app.config["DREMPEL"].database_url}))
    strict.config["WTF_CSRF_ENABLED"] = False
    anna = member("anna").id
    db.session.remove()
    client = strict.test_client()
    assert client.post(f"/practice/{anna}").status_code == 404
    page = client.get("/sign-in").text
    assert "dr-practice" not in page
    assert "Anna Verhaegh" not in page
    # The houses of the tests hash cheaply; a real one makes a guess cost 64 MB and a quarter of a second.
    hashed = strict.extensions["security"].pwd_context.hash("lang genoeg om te blijven")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    with strict.app_context():
        db.engine.dispose()


def test_health_tells_database_and_migration(app: Flask, backend: str) -> None:
    answer = app.test_client().get("/health").get_json()
    assert answer["status"] == "ok"
    assert answer["database"] == backend
    assert answer["migration"] == answer["head"]


def test_every_answer_is_strict(app: Flask) -> None:
    headers = app.test_client().get("/sign-in").headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_expired_token_gives_the_typed_text_back(app: Flask, client_of: Clients) -> None:
    client = client_of("adri")
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post(
            "/municipality/details", data={"street": "Nieuwe straat 5", "court": "<b>regel\nregel</b>"}
        )
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert answer.status_code == 400
    assert 'value="Nieuwe straat 5"' in answer.text
    assert "&lt;b&gt;regel\nregel&lt;/b&gt;" in answer.text


def test_typing_survives_the_end_of_the_sign_in(app: Flask) -> None:
    answer = app.test_client().post("/municipality/details", data={"street": "Nieuwe straat 5"})
    assert answer.status_code == 401
    assert 'value="Nieuwe straat 5"' in answer.text


def test_a_stranger_is_led_to_the_door_and_back(app: Flask) -> None:
    answer = app.test_client().get("/audit?page=2")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/audit?page%3D2"


def test_no_trace_of_the_inside_reaches_a_reader(app: Flask, client_of: Clients, monkeypatch: Any) -> None:
    def fails() -> None:
        msg = "secret inside"
        raise RuntimeError(msg)

    monkeypatch.setattr("app.web.home.agenda_now", fails)
    answer = client_of("anna").get("/today")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text


def test_an_inspector_sees_no_administration_and_it_is_recorded(app: Flask, client_of: Clients) -> None:
    from app.audit import AuditLine

    assert client_of("bram").get("/people").status_code == 403
    refused = db.session.scalars(db.select(AuditLine).where(AuditLine.act == "refused")).all()
    assert [line.actor_name for line in refused] == ["Bram Coenen"]


def test_the_administrator_gives_access_and_the_new_colleague_enters(app: Flask, client_of: Clients) -> None:
    facts = {"name": "Nora", "email": "nora@venlo.example", "role": "inspector", "language": "fr", "active": "y"}
    client = client_of("adri")
    assert client.post("/people/new", data=facts).status_code == 422
    assert client.post("/people/new", data={**facts, "password": "kort"}).status_code == 422
    assert client.post("/people/new", data={**facts, "password": "een lange zin"}).status_code == 302
    assert client.post("/people/new", data={**facts, "password": "een lange zin"}).status_code == 422
    own = app.test_client()
    answer = own.post("/sign-in", data={"email": "nora@venlo.example", "password": "een lange zin"})
    assert answer.status_code == 302, answer.text
    assert 'lang="fr"' in own.get("/settings").text


def test_a_person_of_another_town_is_not_found(app: Flask, client_of: Clients) -> None:
    assert client_of("adri").get(f"/people/{member('celine').id}").status_code == 404


def test_a_stale_municipality_form_is_told(app: Flask, client_of: Clients) -> None:
    client = client_of("adri")
    facts = {"version": "1", "hearing_days": "14", "phone": "1"}
    assert client.post("/municipality/details", data=facts).status_code == 302
    again = client.post("/municipality/details", data={**facts, "phone": "2"})
    assert again.status_code == 409
    assert 'value="2"' in again.text
    assert re.search(r">\s*1\s*<", again.text), "the saved telephone number stands beside the typed one"
    chosen = client.post("/municipality/details", data={**facts, "phone": "2", "version": "2"})
    assert chosen.status_code == 302


def test_own_settings_change_the_language(app: Flask, client_of: Clients) -> None:
    client = client_of("anna")
    assert client.post("/settings", data={"language": "de", "shortcuts": "y"}).status_code == 302
    assert 'lang="de"' in client.get("/today").text
    assert client.post("/settings", data={"language": "xx"}).status_code == 200


def test_the_password_is_changed_by_its_owner(app: Flask) -> None:
    client = app.test_client()
    client.post("/sign-in", data={"email": "anna@drempel.example", "password": PASSWORD})
    new = "een heel nieuwe zin"
    facts = {"password": PASSWORD, "new_password": new, "new_password_confirm": new}
    assert client.post("/change-password", data=facts).status_code == 302
    assert (
        app.test_client().post("/sign-in", data={"email": "anna@drempel.example", "password": new}).status_code == 302
    )


def test_the_audit_chain_can_be_checked_on_the_page(app: Flask, client_of: Clients) -> None:
    client = client_of("adri")
    client.get("/audit")
    page = client.post("/audit/check", follow_redirects=True)
    assert page.status_code == 200
    assert "dr-notice--ok" in page.text


def test_after_ten_wrong_passwords_the_door_stays_shut_for_a_quarter_of_an_hour(app: Flask) -> None:
    client, wrong = app.test_client(), {"email": "anna@drempel.example", "password": "niet dit wachtwoord"}
    for _ in range(10):
        assert client.post("/sign-in", data=wrong).status_code == 200
    right = {**wrong, "password": PASSWORD}
    assert client.post("/sign-in", data=right).status_code == 200
    assert client.post("/sign-in", data={**right, "email": "joris@drempel.example"}).status_code == 302
    with clock.set_to(clock.now() + timedelta(minutes=16)):
        assert app.test_client().post("/sign-in", data=right).status_code == 302


def test_the_administrator_names_the_mayor_in_the_languages_of_the_town(app: Flask, client_of: Clients) -> None:
    client = client_of("adri")
    assert "mayor_title_fr" not in client.get("/municipality/details").text
    facts = {"version": "1", "hearing_days": "14", "mayor_title_nl": "de waarnemend burgemeester van Venlo"}
    assert client.post("/municipality/details", data=facts).status_code == 302
    assert member("anna").municipality.mayor_title == {"nl": "de waarnemend burgemeester van Venlo"}


def test_taking_somebodys_access_away_ends_the_open_session(app: Flask, client_of: Clients) -> None:
    bram, adri = client_of("bram"), client_of("adri")
    assert bram.get("/visits").status_code == 200
    user = member("bram")
    facts = {"version": user.version, "name": user.name, "email": user.email, "role": "inspector", "language": "nl"}
    assert adri.post(f"/people/{user.id}", data=facts).status_code == 302
    assert bram.get("/visits").status_code == 302
    assert app.test_client().post("/sign-in", data={"email": user.email, "password": PASSWORD}).status_code == 200


def test_only_the_administrator_changes_a_colleague(app: Flask, acting: As) -> None:
    with acting("anna"), pytest.raises(NotAllowed):
        people.change_person(member("bram"), None, roles=[RoleName.MAYOR])
    with acting("adri"):
        changed = people.change_person(member("bram"), None, roles=[RoleName.INSPECTOR], function_title="boa")
        assert changed.function_title == "boa"


def test_two_versions_of_a_colleague_show_the_role_in_words(app: Flask, client_of: Clients) -> None:
    client, user = client_of("adri"), member("bram")
    facts = {"version": user.version, "name": user.name, "email": user.email, "language": "nl", "active": "y"}
    changed = client.post(f"/people/{user.id}", data={**facts, "role": "inspector", "name": "Bram C."})
    assert changed.status_code == 302
    late = client.post(f"/people/{user.id}", data={**facts, "role": "permit-officer"})
    assert late.status_code == 409
    told = late.text.split("Wat verschilt")[1].split("<form")[0]
    assert ("vergunningverlener" in told, "toezichthouder" in told) == (True, True)
    assert "permit-officer" not in told


def test_two_versions_of_a_colleague_never_show_a_password(app: Flask, client_of: Clients) -> None:
    client, user = client_of("adri"), member("bram")
    facts = {"version": user.version, "name": "Bram C.", "email": user.email, "role": "inspector", "language": "nl"}
    assert client.post(f"/people/{user.id}", data={**facts, "active": "y"}).status_code == 302
    late = client.post(f"/people/{user.id}", data={**facts, "name": "B. Coenen", "password": "een lange zin"})
    assert late.status_code == 409
    assert "Bram C." in late.text
    assert "argon2" not in late.text
    assert "een lange zin" not in late.text


@pytest.mark.parametrize("who", ["anna", "joris", "femke", "bram", "hanneke", "celine", "geert", "gust", "adri"])
def test_the_bar_holds_six_places_at_most_and_each_opens_with_a_true_trail(
    app: Flask, client_of: Clients, who: str
) -> None:
    client = client_of(who)

    def open_part(page: str, part: str) -> list[tuple[str, str]]:
        found = re.search(part, page, re.DOTALL)
        return re.findall(r'<a[^>]*href="([^"]+)"[^>]*>\s*([^<]+?)\s*<', found.group(1)) if found else []

    page = client.get("/settings").text
    bar = [link for link in open_part(page, r'<nav class="dr-bar__navigation"(.*?)</nav>') if link[0] != "/settings"]
    assert 1 <= len(bar) <= 6, bar
    assert ("/municipality", "Gemeente") in bar or who not in {"anna", "femke", "adri"}
    for address, label in bar:
        answer = client.get(address)
        assert answer.status_code == 200, address
        for below, name in open_part(answer.text, r'<ul class="dr-places">(.*?)</ul>'):
            trail = open_part(client.get(below).text, r'<nav class="[^"]*dr-breadcrumb"(.*?)</nav>')
            assert trail == [(address, label)], name
            assert 'aria-current="page">' + label in client.get(below).text, "the place above is the one marked"
