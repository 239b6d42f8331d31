"""What a tablet's clock said, put right by what it knew of the house's clock. Pure; evidence, never an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

LONGEST_OFFLINE = timedelta(days=400)
AHEAD = timedelta(days=1)


class Implausible(ValueError):
    """The moment lies so far from the receipt that no clock can be meant."""


@dataclass(frozen=True)
class Reading:
    """``captured_at``: aware, as the tablet's clock said. ``zone``: IANA name. ``offset_ms``: house minus tablet."""

    captured_at: datetime
    zone: str
    offset_ms: int

    def put_right(self, moment: datetime, received_at: datetime) -> datetime:
        """A moment of the same clock in the time of the house (UTC), never later than its receipt.

        Raises :class:`Implausible` more than 400 days before the receipt or more than a day after it.
        """
        try:
            right = moment.astimezone(UTC) + timedelta(milliseconds=self.offset_ms)
        except OverflowError as fault:
            raise Implausible from fault
        if not received_at - LONGEST_OFFLINE <= right <= received_at + AHEAD:
            raise Implausible
        return min(right, received_at)

    def evidence(self, received_at: datetime) -> dict[str, Any]:
        """What a sheet keeps of the clock with which it was sent; ``received_at`` is the house's."""
        return {
            "captured_at": self.captured_at.isoformat(),
            "zone": self.zone,
            "offset_ms": self.offset_ms,
            "received_at": received_at.isoformat(),
        }

    def taken_at(self, received_at: datetime) -> datetime:
        """The moment of the reading itself, put right."""
        return self.put_right(self.captured_at, received_at)
