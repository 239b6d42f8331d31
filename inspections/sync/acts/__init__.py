"""The verbs of the tablet: registering it, handing out, receiving, deciding."""

from __future__ import annotations

from inspections.sync.acts.contacts import save_contacts
from inspections.sync.acts.deciding import decide, set_aside
from inspections.sync.acts.devices import keep_receipt, register, report_state, revoke, sign_off
from inspections.sync.acts.handing import hand_out, hand_package
from inspections.sync.acts.pieces import receive_addendum, receive_attachment, receive_flag
from inspections.sync.acts.receiving import receive_visit
from inspections.sync.acts.taking_up import take_up

__all__ = [
    "decide",
    "hand_out",
    "hand_package",
    "keep_receipt",
    "receive_addendum",
    "receive_attachment",
    "receive_flag",
    "receive_visit",
    "register",
    "report_state",
    "revoke",
    "save_contacts",
    "set_aside",
    "sign_off",
    "take_up",
]
