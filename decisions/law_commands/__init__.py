"""``flask law …``: the law book and the gates from the command line, for jurists and reviewers."""

from decisions.law_commands import book, gates, terms
from decisions.law_commands.group import law_group

__all__ = ["book", "gates", "law_group", "terms"]
