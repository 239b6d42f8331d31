"""The letters about an application before it is decided: what is missing, and leaving it untreated."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from app import clock
from decisions.application_letters import kinds_for, made_for
from permits import acts as register_acts
from tests.conftest import As
from tests.permits import factories as register

ClientOf = Callable[[str], FlaskClient]


def test_a_request_to_complete_names_what_is_missing_until_when(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        application = register.application()
        assert kinds_for(application) == []
        until = clock.today() + timedelta(days=14)
        register_acts.ask_completion(application, application.version, clock.today(), until)
        assert kinds_for(application) == ["completion-request"]
        words = re.sub(r"\s+", " ", made_for(application, "completion-request")[0].as_text())
        missing = [one for one in application.documents if not one.received_on and not one.waived_because]
        assert missing
        assert all(one.label["nl"] in words for one in missing)
        address = f"/applications/{application.id}"
    anna = client_of("anna")
    assert f"{address}/letters/completion-request.pdf" in anna.get(address).text
    assert anna.get(f"{address}/letters/completion-request.pdf").mimetype == "application/pdf"
    assert anna.get(f"{address}/letters/not-treated.pdf").status_code == 404
    assert client_of("bram").get(f"{address}/letters/completion-request.pdf").status_code == 403
    with acting("anna"), clock.set_to(until + timedelta(days=2)):
        assert kinds_for(application) == ["completion-request", "not-treated"]
        words = re.sub(r"\s+", " ", made_for(application, "not-treated")[0].as_text())
        assert "Ik behandel uw aanvraag niet, omdat zij niet volledig is." in words
        assert "Bezwaar maken." in words
