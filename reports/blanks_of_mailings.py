"""The blanks of letters that go to many permit holders at once: they inform and decide nothing."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MailingBlank:
    """``subject`` and ``message`` in the officer's words; ``valid_until`` the last day of the holder's permit.

    ``apply_before``: the last day on which a new permit can be asked for in time.
    """

    subject: str | None = None
    message: str | None = None
    valid_until: date | None = None
    apply_before: date | None = None
