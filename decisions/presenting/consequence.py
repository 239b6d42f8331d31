"""What being late means in law, with the article; the article comes from the law book."""

from __future__ import annotations

import law
from app.web.language import in_language
from decisions import confirming
from decisions.models import Decision
from decisions.presenting.facts import measure_of
from decisions.presenting.tongue import _

_LATE = "nl.late-decision-notice"


def consequence(decision: Decision) -> str:
    """The consequence of not deciding in time, or of a college that does not confirm; empty without a term."""
    measure = measure_of(decision)
    if measure.confirmation and measure.article:
        must = confirming.words_of(decision.measure_copy).must
        return confirming.said(must, article=in_language(dict(measure.article)))
    if decision.application is None:
        return _("The facts lose weight as time passes.")
    book = law.jurisdiction(decision.jurisdiction)
    if _LATE not in {term.id for term in book.terms(on=decision.law_on)}:
        return ""
    article = book.term(_LATE, on=decision.law_on).source
    return _("After that the applicant can give us notice of default (%(article)s).", article=article)
