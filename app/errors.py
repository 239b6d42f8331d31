"""Refusals in the language of the domain, and the one table that turns them into pages."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l


class Refusal(Exception):
    """The domain says no. ``sentence`` tells the person what to do; ``status`` is the HTTP answer."""

    status: ClassVar[int] = 409
    sentence: Any = _l("This cannot be done now.")

    def __init__(self, sentence: Any | None = None, **values: Any) -> None:
        super().__init__(str(type(self).__name__))
        if sentence is not None:
            self.sentence = sentence
        self.values = values

    def __str__(self) -> str:
        return f"{type(self).__name__}: {self.sentence}"


class NotAllowed(Refusal):
    """The actor's role does not hold the power."""

    status = 403
    sentence = _l("Your role does not allow this. Ask the administrator of your municipality.")


class NotHere(Refusal):
    """No such thing, or it belongs to another municipality: the answer is the same, the log is not."""

    status = 404
    sentence = _l("This page does not exist, or it belongs to another municipality.")


class ChangedMeanwhile(Refusal):
    """Somebody else saved the same row first; the page shows both versions."""

    status = 409
    sentence = _l("Somebody else saved this while you were working. Compare both versions and choose.")


class Lacking(Refusal):
    """Something still lacks. ``lacks`` is the same list that the page shows."""

    status = 422
    sentence = _l("Something is still missing.")

    def __init__(self, lacks: Any) -> None:
        super().__init__()
        self.lacks = tuple(lacks)
        if self.lacks:
            self.sentence = self.lacks[0].sentence


class NoSuchRoad(Refusal):
    """The lifecycle has no such step from this state."""

    sentence = _l("This step is not possible in the present state. Open the dossier to see where it stands.")


class Unreadable(Refusal):
    """A file is not what its name says, or is too large."""

    status = 422
    sentence = _l("This file cannot be read.")


class NoActNoWrite(RuntimeError):
    """Programming fault: something wrote to the database outside an act."""


class WrongMunicipality(RuntimeError):
    """Programming fault: a row of another municipality was about to be written."""
