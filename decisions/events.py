"""What the rooms around a decision may react to, inside the same act and transaction; decisions never look at them.

Receivers get the Decision as ``sender`` and keyword facts; what they refuse, the act refuses. (blinker, as in
``permits.events``.)
"""

from __future__ import annotations

from blinker import Namespace

_events = Namespace()
# sender Decision; it has just been begun
decision_drafted = _events.signal("decision-drafted")
# sender Decision; its draft was thrown away
decision_dropped = _events.signal("decision-dropped")
# sender Decision; it goes to the mayor: receivers may refuse
decision_submitted = _events.signal("decision-submitted")
# sender Decision; content: bytes, with the mayor's signature
decision_signed = _events.signal("decision-signed")
# sender Decision; its letter is about to be served: receivers may refuse
decision_serving = _events.signal("decision-serving")
# sender Decision; letter: DecisionLetter, content: bytes, of the organ that confirms the mayor's measure
confirmation_made = _events.signal("confirmation-made")
# sender Decision; on: date
decision_in_effect = _events.signal("decision-in-effect")
# sender Decision; on: date, how: "lapsed" (the college did not confirm) | "annulled"
decision_ended = _events.signal("decision-ended")
