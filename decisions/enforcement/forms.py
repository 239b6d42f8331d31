"""What is typed about enforcement: the policy, particulars, execution, penalties."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from decisions.enforcement.money import cents_of
from decisions.enforcement.words import OCCURRENCES, PENALTY_UNITS, TERM_UNITS
from decisions.forms import CheckboxesField, SeenForm, choices, needed, one_sentence

_AMOUNT = _l("Write the amount in euros, for instance 2.500 or 2500,50.")


class EuroField(LineField):
    """An amount in euros as it was typed; :meth:`cents` gives it in cents."""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature is that of WTForms
        if self.data and cents_of(self.data) is None:
            raise ValidationError(_AMOUNT)

    def cents(self) -> int | None:
        """None when nothing was typed."""
        return cents_of(self.data) if self.data else None


class PolicyForm(HouseForm):
    name = LineField(
        _l("Name of the policy"), [needed(_l("Fill in the name of the policy.")), NoIdentityNumber()], most=200
    )
    reference = LineField(
        _l("Number of its publication"), [needed(_l("Fill in where this edition was published."))], most=120
    )
    source = LineField(_l("Source"), [Optional()], most=300)
    valid_from = DatePartsField(_l("In force from"), [needed(_l("Fill in the first day of this edition."))])
    valid_until = DatePartsField(_l("In force up to and including"), [Optional()])


class ViolationForm(HouseForm):
    """One row of the matrix, with up to three steps: ``measure_1``, ``length_1`` … ``measure_3``, ``length_3`` …"""

    version = VersionField()
    label = LineField(
        _l("The violation, in the words of the policy"),
        [needed(_l("Name the violation.")), NoIdentityNumber()],
        most=200,
    )
    codes = CheckboxesField(_l("What an inspector finds then"), [Optional()])
    lookback = IntegerField(
        _l("Look back, in months"),
        [needed(_l("Fill in the number of months.")), NumberRange(1, 240, _l("Look back between 1 and 240 months."))],
    )


def _cell_fields(number: int) -> dict[str, Any]:
    return {
        f"measure_{number}": SelectField(_l("Measure")),
        f"length_{number}": IntegerField(
            _l("Term or duration"), [Optional(), NumberRange(1, 999, _l("Fill in a number from 1 to 999."))]
        ),
        f"unit_{number}": SelectField(_l("Counted in"), choices=choices(TERM_UNITS)),
        f"amount_{number}": EuroField(_l("Penalty"), [Optional()], most=20),
        f"per_{number}": SelectField(_l("Becomes due"), choices=choices(PENALTY_UNITS)),
        f"most_{number}": EuroField(_l("Maximum of the penalty"), [Optional()], most=20),
    }


for _number in OCCURRENCES:
    for _name, _field in _cell_fields(_number).items():
        setattr(ViolationForm, _name, _field)


class EndPolicyForm(SeenForm):
    valid_until = DatePartsField(_l("Last day in force"), [needed(_l("Fill in the last day."))])


class EditionForm(HouseForm):
    reference = LineField(
        _l("Number of its publication"), [needed(_l("Fill in where this edition was published."))], most=120
    )
    valid_from = DatePartsField(_l("In force from"), [needed(_l("Fill in the first day of this edition."))])


class ReasonForm(SeenForm):
    reason = ParagraphField(_l("Reason"), one_sentence(_l("Give the reason in at least one sentence.")), most=2000)


class BeginForm(HouseForm):
    addressee = RadioField(_l("Who gets the letter?"), [needed(_l("Choose who gets the decision."))])


class ParticularsForm(SeenForm):
    """What only some measures carry; the page shows those that fit."""

    deeds = ParagraphField(_l("What must the party do?"), [Optional()], most=4000)
    comply_by = DatePartsField(_l("Last day to do it"), [Optional()])
    comply_reason = ParagraphField(_l("Why is this term long enough?"), [Optional()], most=2000)
    penalty = EuroField(_l("Penalty"), [Optional()], most=20)
    per = SelectField(_l("Becomes due"), choices=choices(PENALTY_UNITS))
    most = EuroField(_l("Maximum of the penalty"), [Optional()], most=20)
    penalty_reason = ParagraphField(_l("Why this amount?"), [Optional()], most=2000)
    reopening = ParagraphField(_l("When may the place open again?"), [Optional()], most=4000)
    sealing_on = DatePartsField(_l("Day of sealing, if the closure orders it"), [Optional()])
    account = LineField(_l("Account to pay to"), [Optional()], most=60)


class LiftForm(HouseForm):
    """Nothing to fill in: the letter says the rest."""


class ExecuteForm(SeenForm):
    on = DatePartsField(_l("Closed on"), [needed(_l("Fill in the day on which the place was shut."))])
    by = LineField(
        _l("By whom (function)"), [needed(_l("Fill in the function of who shut it.")), NoIdentityNumber()], most=200
    )
    seal_numbers = LineField(_l("Numbers of the seals"), [Optional()], most=400)
    door_notice_on = DatePartsField(_l("Notice on the door since"), [Optional()])


class SealForm(SeenForm):
    on = DatePartsField(_l("Sealed on"), [needed(_l("Fill in the day on which the seals were put."))])
    by = LineField(
        _l("By whom (function)"), [needed(_l("Fill in the function of who sealed it.")), NoIdentityNumber()], most=200
    )
    numbers = LineField(_l("Numbers of the seals"), [needed(_l("Fill in the numbers of the seals."))], most=400)
    places = ParagraphField(_l("Where are the seals?"), [Optional()], most=2000)


class SealAgainForm(SeenForm):
    on = DatePartsField(_l("Sealed on"), [needed(_l("Fill in the day on which the seals were put."))])
    by = LineField(
        _l("By whom (function)"), [needed(_l("Fill in the function of who sealed it.")), NoIdentityNumber()], most=200
    )
    numbers = LineField(_l("Numbers of the seals"), [needed(_l("Fill in the numbers of the seals."))], most=400)


class BrokenSealForm(SeenForm):
    on = DatePartsField(_l("Found broken on"), [needed(_l("Fill in the day on which it was seen."))])
    note = ParagraphField(
        _l("What was seen?"), one_sentence(_l("Write in at least one sentence what was seen.")), most=2000
    )
    reported_to = LineField(_l("Reported to (service)"), [Optional(), NoIdentityNumber()], most=200)
    reference = LineField(_l("Number of the report"), [Optional()], most=80)


class UnsealForm(SeenForm):
    on = DatePartsField(_l("Taken away on"), [needed(_l("Fill in the day on which the seals were taken away."))])
    by = LineField(
        _l("By whom (function)"),
        [needed(_l("Fill in the function of who took them away.")), NoIdentityNumber()],
        most=200,
    )


class AttachForm(HouseForm):
    measure = RadioField(_l("Which decision?"), [needed(_l("Choose which decision."))])


class ReopenForm(SeenForm):
    on = DatePartsField(_l("Open again since"), [needed(_l("Fill in the day."))])
    reason = ParagraphField(_l("Reason"), one_sentence(_l("Give the reason in at least one sentence.")), most=2000)


class ForfeitureForm(SeenForm):
    visit = RadioField(_l("Which visit found the breach?"), [needed(_l("Choose the visit."))])
    units = IntegerField(
        _l("How often, or how many days, weeks or months"),
        [needed(_l("Fill in the number.")), NumberRange(1, 9999, _l("Count at least one."))],
    )
    reason = ParagraphField(
        _l("Circumstances that speak for or against collecting"),
        one_sentence(_l("Write in at least one sentence what speaks for or against collecting.")),
        most=2000,
    )


class PaymentForm(SeenForm):
    on = DatePartsField(_l("Paid on"), [needed(_l("Fill in the day of the payment."))])


class CollectForm(HouseForm):
    rows = CheckboxesField(_l("Which penalties does the decision collect?"), [needed(_l("Choose at least one."))])
