"""The verbs of the register. Called with their package: ``permits.acts.revoke(...)``."""

from __future__ import annotations

from permits.acts.applications import (
    ask_completion,
    extend_term,
    find_complete,
    leave_untreated,
    note_document,
    receive_application,
    refuse,
    reopen_application,
    resume_clock,
    suspend_clock,
    withdraw,
)
from permits.acts.establishments import change, close, register
from permits.acts.papers import add_paper
from permits.acts.parties import add_party, bring_in, change_party, end_role, give_role
from permits.acts.permits import grant, grant_by_silence, lapse, restore, resume, revoke, suspend
from permits.acts.sectors import add_sector, designate, save_sector
from permits.facts import EstablishmentFacts, PartyFacts

__all__ = [
    "EstablishmentFacts",
    "PartyFacts",
    "add_paper",
    "add_party",
    "add_sector",
    "ask_completion",
    "bring_in",
    "change",
    "change_party",
    "close",
    "designate",
    "end_role",
    "extend_term",
    "find_complete",
    "give_role",
    "grant",
    "grant_by_silence",
    "lapse",
    "leave_untreated",
    "note_document",
    "receive_application",
    "refuse",
    "register",
    "reopen_application",
    "restore",
    "resume",
    "resume_clock",
    "revoke",
    "save_sector",
    "suspend",
    "suspend_clock",
    "withdraw",
]
