"""The verbs of a Bibob inquiry. All ask the power of the compartment."""

from decisions.bibob.acts.advice import (
    ask_advice,
    ask_data,
    extend_advice,
    notify_party,
    receive_advice,
    receive_data,
    reuse_advice,
)
from decisions.bibob.acts.completing import complete
from decisions.bibob.acts.erasing import erase, keep_longer, propose_erasure
from decisions.bibob.acts.hearing import drop_person, invite, make_edition, name_third, record_no_view, record_view
from decisions.bibob.acts.inquiry import (
    add_document,
    close,
    hold,
    judge,
    open_inquiry,
    receive_form,
    send_form,
    stop,
    tell_bureau,
    tell_withdrawal,
)
from decisions.bibob.acts.reasons import add_condition, add_fact, drop_condition, drop_fact

__all__ = [
    "add_condition",
    "add_document",
    "add_fact",
    "ask_advice",
    "ask_data",
    "close",
    "complete",
    "drop_condition",
    "drop_fact",
    "drop_person",
    "erase",
    "extend_advice",
    "hold",
    "invite",
    "judge",
    "keep_longer",
    "make_edition",
    "name_third",
    "notify_party",
    "open_inquiry",
    "propose_erasure",
    "receive_advice",
    "receive_data",
    "receive_form",
    "record_no_view",
    "record_view",
    "reuse_advice",
    "send_form",
    "stop",
    "tell_bureau",
    "tell_withdrawal",
]
