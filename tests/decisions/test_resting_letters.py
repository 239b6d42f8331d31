"""A Belgian letter that rests on an earlier closure names that closure by itself."""

from __future__ import annotations

from flask import Flask
from sqlalchemy.orm.attributes import set_committed_value

from decisions import acts as decision_acts
from decisions.blanks import blanks_of
from decisions.enforcement import resting
from tests.conftest import As
from tests.decisions import factories
from tests.decisions.test_enforcement_follow_up import closed, closure_of


def test_a_letter_on_a_closure_names_it(app: Flask, acting: As) -> None:
    key, first = closed(acting)
    with acting("femke"):
        closing = factories.of(key)
        assert resting.fill(closing, blanks_of(closing, first)).earlier is None
        for measure in ("be.renew-134quinquies", "be.seal", "be.penalty-payment"):
            row = decision_acts.draft(closing.establishment, measure, closing.addressee)
            set_committed_value(row, "effect_on", first)
            filled = resting.fill(row, blanks_of(row, first))
            assert filled.earlier is not None
            assert filled.earlier.number == closing.number
            assert filled.earlier.ends_on == closure_of(key).until
            assert (filled.sealing_on == first) is (measure == "be.seal")
            ordinal = filled.renewal.ordinal if filled.renewal is not None else None
            assert ordinal == ("eerste" if measure == "be.renew-134quinquies" else None)
