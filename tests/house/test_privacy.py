"""No number by which the state knows a person can be typed anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.privacy import REASON, NoIdentityNumber
from app.web.fields import LineField, ParagraphField

# Lines of text in which one writes about a thing, a place or a rule, and often a number of nine figures.
ABOUT_THINGS = frozenset(
    {
        "street", "house_number", "postal_code", "city", "return_address", "phone", "objection_route",
        "kvk_number", "kvk_establishment_number", "kbo_number", "kbo_establishment_number", "legal_form",
        "name_nl", "name_fr", "name_de", "name_en", "mayor_title_nl", "mayor_title_fr", "mayor_title_de",
        "article", "gazette", "bylaw", "source", "reference", "number", "hearing_hour", "q",
        # An hour, an amount of money, an account of the municipality: each is read as what it is, or refused.
        "at", "penalty", "most", "amount_1", "amount_2", "amount_3", "most_1", "most_2", "most_3", "account",
        "colour", "numbers", "seal_numbers", "silence_rule",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    }
)  # fmt: skip
BSN = "Gezien is het paspoort van 123456782."


def text_fields() -> Iterator[tuple[str, str, Any]]:
    """(form, name, unbound field) of every text field that the house declares."""
    waiting, seen = [Form], set()
    while waiting:
        form = waiting.pop()
        waiting += [one for one in form.__subclasses__() if one not in seen]
        seen.add(form)
        for name, field in vars(form).items():
            made = getattr(field, "field_class", None)
            if made is not None and issubclass(made, LineField | ParagraphField):
                yield form.__name__, name, field


def test_every_text_field_in_which_one_may_write_about_people_refuses_identity_numbers(app: Flask) -> None:
    fields = list(text_fields())
    assert len(fields) > 50
    for form, name, field in fields:
        checks = [*(field.args[1] if len(field.args) > 1 else ()), *field.kwargs.get("validators", ())]
        refuses = any(isinstance(check, NoIdentityNumber) for check in checks)
        assert issubclass(field.field_class, ParagraphField) or refuses or name in ABOUT_THINGS, (form, name)


def test_a_paragraph_refuses_an_identity_number_once(app: Flask) -> None:
    class Bare(Form):  # type: ignore[misc]
        plain = ParagraphField()
        asked = ParagraphField(None, [NoIdentityNumber()])

    with app.test_request_context():
        form = Bare(MultiDict({"plain": BSN, "asked": BSN}))
        assert not form.validate()
        assert [str(error) for error in form.plain.errors] == [str(REASON)]
        assert [str(error) for error in form.asked.errors] == [str(REASON)]


@pytest.mark.parametrize("text", ["123456782", "1234.56.782", "85.07.30-033.28"])
def test_an_identity_number_is_found_however_it_is_written(app: Flask, text: str) -> None:
    with app.test_request_context():
        form = type("Bare", (Form,), {"plain": ParagraphField()})(MultiDict({"plain": f"Zie {text}, gezien."}))
        assert not form.validate()
