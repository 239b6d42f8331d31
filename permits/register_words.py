"""The words of the register list: how a status and a next term are called and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from permits.models import RegisterStatus


@dataclass(frozen=True)
class StatusWord:
    """``icon`` and ``tone`` are those of the macro ``badge``."""

    label: Any
    icon: str
    tone: str


STATUS: dict[RegisterStatus, StatusWord] = {
    RegisterStatus.APPLICATION: StatusWord(_l("Application"), "file-text", "blue"),
    RegisterStatus.PAUSED: StatusWord(_l("Term suspended"), "pause", "grey"),
    RegisterStatus.GRANTED: StatusWord(_l("Permitted"), "circle-check", "outlined"),
    RegisterStatus.EXPIRING: StatusWord(_l("Expires soon"), "clock", "yellow"),
    RegisterStatus.INTENTION: StatusWord(_l("Intention"), "hourglass", "yellow"),
    RegisterStatus.WITH_MAYOR: StatusWord(_l("With the mayor"), "pen-line", "blue"),
    RegisterStatus.NO_PERMIT: StatusWord(_l("Without permit"), "circle-x", "red"),
    RegisterStatus.SUSPENDED: StatusWord(_l("Suspended"), "ban", "red"),
    RegisterStatus.CLOSED: StatusWord(_l("Closed"), "lock", "ink"),
    RegisterStatus.ENDED: StatusWord(_l("Ended"), "door-open", "grey"),
}

# Beside the day of the next term; kinds are set by permits and by the upper storeys.
TERM: dict[str, Any] = {
    "decide": _l("decide"),
    "complete": _l("completion"),
    "visit": _l("visit"),
    "revisit": _l("re-inspection"),
    "expires": _l("permit ends"),
    "hearing": _l("hearing"),
    "sign": _l("sign"),
    "confirm": _l("confirmation"),
    "consult": _l("consultation"),
    "serve": _l("serve"),
    "effect": _l("takes effect"),
    "object": _l("objection"),
    "remedy": _l("remedy term"),
    "mend": _l("term to mend"),
    "objection": _l("decide on objection"),
}
