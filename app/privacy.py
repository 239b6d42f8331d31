"""What the house refuses to hold in free text: numbers by which the state knows a person."""

from __future__ import annotations

import re

from flask_babel import lazy_gettext as _l
from stdnum.be import nn
from stdnum.nl import bsn
from wtforms.validators import ValidationError

# Nine figures in a row (BSN) or eleven in the groups of a Belgian national number: 85.07.30-033.28.
_NINE = re.compile(r"(?<!\d)\d(?:[ .-]?\d){8}(?![ .-]?\d)")
_ELEVEN = re.compile(r"(?<!\d)\d{2}[ .-]?\d{2}[ .-]?\d{2}[ .-]?\d{3}[ .-]?\d{2}(?!\d)")

REASON = _l(
    "This looks like a citizen service number or national number. Drempel does not keep these. "
    "Describe the person by their function instead."
)


def looks_like_identity_number(text: str) -> bool:
    """Whether a free text holds a Dutch BSN (test of eleven) or a Belgian national number (test of 97).

    One number in eleven passes by chance, so the sentence at the field says "looks like".
    """
    nine = (match.group() for match in _NINE.finditer(text))
    eleven = (match.group() for match in _ELEVEN.finditer(text))
    return any(bsn.is_valid(number) for number in nine) or any(nn.is_valid(number) for number in eleven)


class NoIdentityNumber:
    """A form validator that refuses such a number with the reason."""

    def __call__(self, form: object, field: object) -> None:  # noqa: ARG002 - the signature is that of WTForms
        if looks_like_identity_number(str(getattr(field, "data", "") or "")):
            raise ValidationError(REASON)
