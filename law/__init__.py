"""What the law says."""
from law import calendar, terms
from law.jurisdictions import jurisdiction
from law.sectors import SECTOR_KINDS, checklist, item, topics
