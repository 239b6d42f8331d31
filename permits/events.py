"""What the upper storeys may react to. They listen inside the same act and transaction; permits never look up.

Receivers get the row as ``sender`` and keyword facts. (blinker: the library Flask itself stands on.)
"""

from __future__ import annotations

from blinker import Namespace

_events = Namespace()
# sender Permit
permit_granted = _events.signal("permit-granted")
# sender Permit; on: date, how: "revoked" | "lapsed"
permit_ended = _events.signal("permit-ended")
# sender Establishment; on: date
establishment_closed = _events.signal("establishment-closed")
# sender Establishment; changed: set of column names (address, opening hours, sector …)
establishment_changed = _events.signal("establishment-changed")
# sender Sector; the cadence or first-visit term was changed
cadence_changed = _events.signal("cadence-changed")
