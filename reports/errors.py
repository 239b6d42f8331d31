"""What can go wrong between a case and its paper, each said in words an officer can act on."""


class UnknownLetter(LookupError):
    """No text file exists for this kind, jurisdiction and language."""

    def __init__(self, kind: str, jurisdiction: str, language: str) -> None:
        super().__init__(f"no letter {kind!r} for {jurisdiction!r} in {language!r}")
        self.kind, self.jurisdiction, self.language = kind, jurisdiction, language


class BlankMissing(ValueError):
    """The text needs blanks that are empty. ``names`` lists them all, dotted, in the order of the text."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("empty blanks: " + ", ".join(names))
        self.names = names


class FaultInText(ValueError):
    """A letter file breaks the grammar of ``letters/README.md``: a fault of ours, never of an officer."""
