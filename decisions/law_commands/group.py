"""The group that the commands join, and what they share."""

from __future__ import annotations

import click

from law.read import LANGUAGES

law_group = click.Group("law", help="The law book: terms, grounds, and the gates of a decision.")

language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="The language of the words."
)


class Refused(click.ClickException):
    """A question that cannot be answered: one sentence, and exit code 2."""

    exit_code = 2
