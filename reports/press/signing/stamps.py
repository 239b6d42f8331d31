"""Time stamps of an authority that speaks RFC 3161."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from reports.press.signing.faults import TimestampServiceDown

PATIENCE = 10
"""Seconds in which the authority must answer."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A time-stamping authority at an http(s) address."""

    url: str

    def engine(self) -> Any:
        """The pyHanko client, fresh: it belongs to one event loop. Its calls raise TimestampServiceDown."""
        return _Asking(self.url, timeout=PATIENCE)


class _Asking(HTTPTimeStamper):
    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> Any:
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (TimestampRequestError, aiohttp.ClientError, OSError, ValueError) as error:
            raise TimestampServiceDown(self.url) from error
