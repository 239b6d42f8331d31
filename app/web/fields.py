"""Form fields of the house: a date in three boxes, a clean line of text, the version that was seen."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation
from wtforms.widgets import HiddenInput, html_params

from app.privacy import NoIdentityNumber

_FORBIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def clean(value: str | None, *, lines: bool = False) -> str:
    """NFC, without control and direction-override characters; the ends trimmed. ``lines`` keeps line ends."""
    text = unicodedata.normalize("NFC", (value or "").replace("\r\n", "\n").replace("\r", "\n"))
    kept = (
        c for c in text if (lines and c == "\n") or ((c.isprintable() or c in "\u00a0\u202f") and c not in _FORBIDDEN)
    )
    return "".join(kept).strip()


class LineField(StringField):  # type: ignore[misc]
    """One line of text, cleaned. What was typed stays in the field when it is refused."""

    def __init__(self, label: Any = None, validators: Any = (), *, most: int = 200, **kwargs: Any) -> None:
        too_long = _l("Use at most %(most)s characters.", most=most)
        super().__init__(label, [*validators, Length(max=most, message=too_long)], filters=[clean], **kwargs)


class ParagraphField(TextAreaField):  # type: ignore[misc]
    """Several lines of text, cleaned. Nowhere may they hold a number by which the state knows a person."""

    def __init__(self, label: Any = None, validators: Any = (), *, most: int = 10_000, **kwargs: Any) -> None:
        too_long = _l("Use at most %(most)s characters.", most=most)
        private = [] if any(isinstance(one, NoIdentityNumber) for one in validators) else [NoIdentityNumber()]
        checks = [*validators, Length(max=most, message=too_long), *private]
        super().__init__(label, checks, filters=[lambda value: clean(value, lines=True)], **kwargs)


class VersionField(IntegerField):  # type: ignore[misc]
    """The version of the row that was shown, so that the second writer is told."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """A row that does not exist yet has no version; its hidden field is sent empty."""
        if valuelist and valuelist[0]:
            super().process_formdata(valuelist)


class DatePart:
    """One of the three boxes; drawn by the macro ``date_field``."""

    def __init__(self, name: str, data: str) -> None:
        self.id = self.name = name
        self.data = data

    def __call__(self, **attributes: Any) -> Markup:
        box = {"type": "text", "id": self.id, "name": self.name, "value": self.data, "maxlength": "10"}
        # html_params escapes every value.
        return Markup("<input {}>").format(Markup(html_params(**box, **attributes)))  # noqa: S704


class DatePartsField(Field):  # type: ignore[misc]
    """A date in three boxes: ``name-day``, ``name-month``, ``name-year``. ``data`` is a date or None.

    Accepts 1 and 01; a year in two figures is refused rather than guessed; keeps what was typed in
    ``typed`` (day, month, year).
    """

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, list(validators), **kwargs)
        self.typed: tuple[str, str, str] = ("", "", "")

    @property
    def day(self) -> DatePart:
        return self._part("day", 0)

    @property
    def month(self) -> DatePart:
        return self._part("month", 1)

    @property
    def year(self) -> DatePart:
        return self._part("year", 2)

    def _part(self, part: str, place: int) -> DatePart:
        shown = self.typed
        if self.data is not None and not any(shown):
            shown = (str(self.data.day), str(self.data.month), str(self.data.year))
        return DatePart(f"{self.name}-{part}", shown[place])

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        super().process(formdata, *(() if data is None else (data,)), extra_filters=extra_filters)
        if formdata is None:
            return
        parts = [clean(formdata.get(f"{self.name}-{part}")) for part in ("day", "month", "year")]
        if f"{self.name}-day" in formdata:
            self.typed = (parts[0], parts[1], parts[2])
            self.data: date | None = None
            self.raw_data = [part for part in parts if part]
            self._read()

    def _read(self) -> None:
        if not any(self.typed):
            return
        if not all(part.isascii() and part.isdigit() for part in self.typed):
            self.process_errors.append(_l("Fill in day, month and year in figures, for instance 9 12 2026."))
            return
        day, month, year = (int(part) for part in self.typed)
        if len(self.typed[2]) != 4:
            self.process_errors.append(_l("Write the year in four figures, for instance 2026."))
            return
        try:
            self.data = date(year, month, day)
        except ValueError:
            self.process_errors.append(
                _l(
                    "%(day)s-%(month)s-%(year)s does not exist. Check day and month.",
                    day=day,
                    month=month,
                    year=year,
                )
            )

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the signature is that of WTForms
        if self.process_errors:
            raise StopValidation


class HouseForm(FlaskForm):  # type: ignore[misc]
    """A form whose errors stand at the field and in the summary, in page order."""

    def all_errors(self) -> list[tuple[str, str]]:
        """(field id, sentence) for each error, in page order; form-level errors have an empty id."""
        found = [("", str(error)) for error in self.form_errors]
        for field in self:
            found += [(field.id, str(error)) for error in _flat(field.errors)]
        return found


def _flat(errors: Any) -> list[Any]:
    if isinstance(errors, dict):
        return [leaf for value in errors.values() for leaf in _flat(value)]
    return [leaf for value in errors for leaf in (_flat(value) if isinstance(value, list | tuple | dict) else [value])]
