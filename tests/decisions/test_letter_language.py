"""A draft takes the language that the language laws ask for, whatever the party's own, and the page says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from decisions import town_law
from permits.models import Party
from tests.conftest import As
from tests.decisions import factories

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    ClientOf = Callable[[str], FlaskClient]


def speaking(language: str, source: str) -> Party:
    """A party that is in no register: only its language matters here."""
    return Party(language=language, language_source=source)


@pytest.mark.parametrize(
    ("who", "language", "source", "answer"),
    [
        ("anna", "fr", "used-by-party", ("nl", "only-language")),
        ("anna", "nl", "usual", ("nl", "only-language")),
        ("femke", "fr", "request", ("nl", "only-language")),
    ],
)
def test_a_letter_of_one_language_area_is_in_that_language(
    app: Flask, acting: As, who: str, language: str, source: str, answer: tuple[str, str]
) -> None:
    with acting(who):
        assert town_law.letter_language(speaking(language, source)) == answer


def test_the_decision_page_says_why_the_letter_is_in_its_language(app: Flask, client_of: ClientOf) -> None:
    page = client_of("anna").get(f"/decisions/{factories.refusal('drafted')}/measure").text
    assert "In deze gemeente mag een brief alleen in deze taal." in page
