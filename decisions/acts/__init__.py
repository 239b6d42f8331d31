"""The verbs of a decision, from draft to effect. Every change passes one of these."""

from decisions.acts.annulment import annul
from decisions.acts.bylaws import close_article, map_ground
from decisions.acts.drafting import Worth, choose_ground, draft, drop, drop_ground, enter_report, motivate, write
from decisions.acts.effect import give_up, lapse, run_out, take_effect
from decisions.acts.hearing import (
    announce,
    announce_nothing,
    record_consultation,
    record_hearing,
    record_no_response,
    record_response,
)
from decisions.acts.service import correct_college, covering_note, record_college, record_receipt, serve
from decisions.acts.setting_aside import restore_gate, set_aside
from decisions.acts.signature import sign
from decisions.acts.submission import approve, return_to_officer, send_back, submit, submit_to_reader, take_back

__all__ = [
    "Worth",
    "announce",
    "announce_nothing",
    "annul",
    "approve",
    "choose_ground",
    "close_article",
    "correct_college",
    "covering_note",
    "draft",
    "drop",
    "drop_ground",
    "enter_report",
    "give_up",
    "lapse",
    "map_ground",
    "motivate",
    "record_college",
    "record_consultation",
    "record_hearing",
    "record_no_response",
    "record_receipt",
    "record_response",
    "restore_gate",
    "return_to_officer",
    "run_out",
    "send_back",
    "serve",
    "set_aside",
    "sign",
    "submit",
    "submit_to_reader",
    "take_back",
    "take_effect",
    "write",
]
