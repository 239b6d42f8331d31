"""``flask law …``: the law book and the gates from the command line, for jurists and reviewers."""

from __future__ import annotations

import click

law_group = click.Group("law", help="The law book: terms, grounds, and the gates of a decision.")
