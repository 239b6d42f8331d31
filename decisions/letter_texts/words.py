"""What is wrong with a text, in a sentence for whoever wrote it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from decisions.presenting.tongue import _
from reports.checking import TextFault

_SENTENCES = {
    "control": _l("“%(what)s” is not a control that a letter knows."),
    "unclosed": _l("“%(what)s” is opened here and never closed. Add a line {%% end %%}."),
    "closes-nothing": _l("This “%(what)s” closes nothing."),
    "unknown-blank": _l("There is no blank that is called “%(what)s”."),
    "not-a-list": _l("“%(what)s” is not a list, so it cannot be repeated."),
    "not-printable": _l("“%(what)s” cannot be printed as a whole; name one of its parts."),
    "unknown-part": _l("There is no shared passage that is called “%(what)s”."),
    "rule": _l("Write a rule as {# B11 · Awb 3:45 #}, on a line of its own."),
    "markdown": _l(
        "Something here is more than a letter can show. Use headings (##), lists, quotations, bold and italic only."
    ),
    "heading": _l("A heading with ### stands where no heading with ## is above it. Write it with ##."),
    "subject": _l("The subject is empty. It is the title of the letter, also for who cannot see it."),
    "character": _l("The character %(what)s cannot be printed."),
    "empty-blank": _l("The blank “%(what)s” can be empty in this letter. Put it between {%% if %%} and {%% end %%}."),
    "missing-blank": _l("A rule demands “%(what)s”, and the text no longer says it. Put {{%(what)s}} back."),
    "missing-control": _l(
        "The line {%% %(what)s %%} has gone, and the letter may not be made without it. Put it back."
    ),
    "missing-signatures": _l("The line {%% signatures %%} has gone: nobody could sign this letter. Put it back."),
}


def sentence_of(fault: TextFault) -> str:
    """One sentence, with the line where there is one."""
    said = str(_SENTENCES[fault.kind]) % {"what": fault.what}
    return _("Line %(line)s: %(said)s", line=fault.line, said=said) if fault.line else said
