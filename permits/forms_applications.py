"""The forms of an application, a permit and a sector."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FileField, IntegerField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional

from app.privacy import NoIdentityNumber
from app.web.fields import DatePartsField, HouseForm, LineField, ParagraphField, VersionField
from permits.forms import choices
from permits.models import ApplicationDocument, Party, Sector

_DATE_LACKS = _l("Fill in the date.")
_REASON_LACKS = _l("Write the reason in at least one sentence.")


class ApplicationForm(HouseForm):
    """Step 3 of registering: who asks, and when it came in."""

    applicant = RadioField(_l("Applicant"), [InputRequired(_l("Choose the applicant."))])
    received_on = DatePartsField(_l("Received on"), [DataRequired(_DATE_LACKS)])

    def __init__(self, parties: list[Party], today: date) -> None:
        super().__init__(data={"received_on": today, "applicant": str(parties[0].id) if len(parties) == 1 else None})
        self.applicant.choices = choices((str(party.id), party.name) for party in parties)


class DocumentForm(HouseForm):
    """One line of the checklist: it came in, or it is not needed."""

    version = VersionField()
    received_on = DatePartsField(_l("Received on"), [Optional()])
    file = FileField(_l("File"), [Optional()])
    waived_because = LineField(_l("Not needed, because"), [Optional(), NoIdentityNumber()])

    def __init__(self, row: ApplicationDocument) -> None:
        shown = {"received_on": row.received_on, "waived_because": row.waived_because}
        super().__init__(data=shown | {"version": row.version})


class PaperForm(HouseForm):
    """A step whose letter was made and signed outside this house."""

    version = VersionField()
    paper = LineField(
        _l("Reference of the signed letter"),
        [DataRequired(_l("Fill in the reference of the letter that was signed.")), NoIdentityNumber()],
        most=120,
    )


class CompletionForm(PaperForm):
    asked_on = DatePartsField(_l("Asked on"), [DataRequired(_DATE_LACKS)])
    until = DatePartsField(_l("To be completed at the latest on"), [DataRequired(_DATE_LACKS)])


class CompleteForm(HouseForm):
    version = VersionField()
    on = DatePartsField(_l("Complete since"), [DataRequired(_DATE_LACKS)])


class ExtendForm(PaperForm):
    weeks = IntegerField(
        _l("Number of weeks"),
        [
            InputRequired(_l("Fill in the number of weeks.")),
            NumberRange(1, 52, _l("Fill in a number of weeks from 1.")),
        ],
    )
    reason = ParagraphField(_l("Reason"), [DataRequired(_REASON_LACKS), NoIdentityNumber()], most=2000)


class StopClockForm(PaperForm):
    cause = RadioField(_l("Cause"), [InputRequired(_l("Choose the cause."))])
    from_on = DatePartsField(_l("First day on which the term stands still"), [DataRequired(_DATE_LACKS)])
    until_on = DatePartsField(_l("Last day on which it stands still, when known"), [Optional()])

    def __init__(self, causes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cause.choices = choices(causes)


class StartClockForm(HouseForm):
    version = VersionField()
    cause = RadioField(_l("Cause"), [InputRequired(_l("Choose the cause."))])
    until_on = DatePartsField(_l("Last day on which the term stood still"), [DataRequired(_DATE_LACKS)])

    def __init__(self, causes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cause.choices = choices(causes)


class UntreatedForm(PaperForm):
    on = DatePartsField(_l("The decision was sent on"), [DataRequired(_DATE_LACKS)])
    reason = ParagraphField(_l("What is still missing"), [DataRequired(_REASON_LACKS), NoIdentityNumber()], most=2000)


class WithdrawForm(HouseForm):
    version = VersionField()


class GrantForm(PaperForm):
    """Validity and conditions. One condition a paragraph; they are numbered in this order."""

    valid_from = DatePartsField(_l("Valid from"), [DataRequired(_DATE_LACKS)])
    valid_until = DatePartsField(_l("Valid up to and including"), [Optional()])
    conditions = ParagraphField(_l("Conditions"), [Optional(), NoIdentityNumber()], most=20_000)

    def texts(self) -> list[str]:
        """The conditions: paragraphs parted by an empty line."""
        blocks = (self.conditions.data or "").split("\n\n")
        return [" ".join(block.split()) for block in blocks if block.strip()]


class LapseForm(HouseForm):
    on = DatePartsField(_l("Lapsed on"), [DataRequired(_DATE_LACKS)])


LANGUAGE_ORDER = ("nl", "fr", "de", "en")


class SectorForm(HouseForm):
    """What an administrator sets of a sector."""

    version = VersionField()
    kind = SelectField(_l("Kind"))
    name_nl = LineField(_l("Name in Dutch"), [Optional()], most=80)
    name_fr = LineField(_l("Name in French"), [Optional()], most=80)
    name_de = LineField(_l("Name in German"), [Optional()], most=80)
    name_en = LineField(_l("Name in English"), [Optional()], most=80)
    visits_per_year = IntegerField(
        _l("Visits a year"),
        [
            InputRequired(_l("Plan between 0 and 52 visits a year.")),
            NumberRange(0, 52, _l("Plan between 0 and 52 visits a year.")),
        ],
    )
    first_visit_days = IntegerField(
        _l("First visit within this number of days after granting"),
        [
            InputRequired(_l("The first visit takes place within 1 to 366 days.")),
            NumberRange(1, 366, _l("The first visit takes place within 1 to 366 days.")),
        ],
    )
    decision_term = SelectField(_l("Term to decide on an application"))
    required_documents = ParagraphField(_l("Documents of an application"), [Optional()], most=4000)
    silence = SelectField(
        _l("When the decision term passes in silence"),
        choices=choices(
            [
                ("", _l("as the law book says")),
                ("granted", _l("our by-law grants the permit by silence")),
                ("excluded", _l("our by-law excludes that")),
            ]
        ),
    )
    silence_rule = LineField(_l("Article of the by-law for that"), [Optional()], most=200)
    in_use = BooleanField(_l("In use for new establishments"))

    def __init__(
        self, kinds: list[tuple[str, Any]], terms: list[tuple[str, Any]], language: str, row: Sector | None = None
    ) -> None:
        super().__init__(
            data=_sector_data(row, language) if row else {"in_use": True, "first_visit_days": 90, "visits_per_year": 1}
        )
        self.kind.choices, self.decision_term.choices = choices(kinds), choices(terms)
        self.language = language
        if row is not None:
            del self.kind

    def names(self) -> dict[str, str]:
        return {code: self[f"name_{code}"].data for code in LANGUAGE_ORDER if self[f"name_{code}"].data}

    def silence_grants(self) -> bool | None:
        """What the by-law says of silence; None: nothing."""
        return {"granted": True, "excluded": False}.get(self.silence.data or "")

    def documents(self, before: list[dict[str, str]]) -> list[dict[str, str]]:
        """One document a line. A line that was there before keeps its other languages."""
        known = {label.get(self.language): label for label in before}
        lines = [line.strip() for line in (self.required_documents.data or "").splitlines() if line.strip()]
        return [known.get(line, {self.language: line}) for line in lines]


def _sector_data(row: Sector, language: str) -> dict[str, Any]:
    lines = [label.get(language) or next(iter(label.values())) for label in row.required_documents]
    names = {f"name_{code}": row.name.get(code, "") for code in LANGUAGE_ORDER}
    columns = ("version", "visits_per_year", "first_visit_days", "decision_term", "in_use")
    spoken = {True: "granted", False: "excluded", None: ""}[row.silence_grants]
    names |= {"silence": spoken, "silence_rule": row.silence_rule}
    return {name: getattr(row, name) for name in columns} | names | {"required_documents": "\n".join(lines)}


class DesignationForm(HouseForm):
    article = LineField(_l("Article of the by-law"), [DataRequired(_l("Fill in the article."))], most=80)
    gazette = LineField(_l("Published in"), [DataRequired(_l("Fill in where the decree was published."))], most=80)
    valid_from = DatePartsField(_l("In force from"), [DataRequired(_DATE_LACKS)])
    valid_until = DatePartsField(_l("Up to and including"), [Optional()])
