"""How a date, an hour and a number are written in each language of a letter.

Own tables and not a locale library: an update of such a library would change the bytes of an old letter.
"""

from dataclasses import dataclass
from datetime import date, time

MONTHS = {
    "nl": (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "de": (
        *("Januar", "Februar", "März", "April", "Mai", "Juni"),
        *("Juli", "August", "September", "Oktober", "November", "Dezember"),
    ),
}
VERIFY_WORDS = {
    "nl": "Is deze brief echt? Kijk op",
    "fr": "Cette lettre est-elle authentique\u202f? Vérifiez sur",
    "de": "Ist dieses Schreiben echt? Prüfen Sie es auf",
}
PAGE_WORDS = {"nl": ("Pagina", "van"), "fr": ("Page", "sur"), "de": ("Seite", "von")}


@dataclass(frozen=True, slots=True)
class RegionWords:
    """What a Belgian region calls its own: ``college`` without article (masculine in French), ``director`` above a
    signature, ``openness`` the rules on access to documents of the administration.
    """

    college: str
    director: str
    openness: str


_BRUSSELS_NL = "het gezamenlijk decreet en ordonnantie van 16 mei 2019 over de openbaarheid van bestuur"
_BRUSSELS_FR = "les décret et ordonnance conjoints du 16 mai 2019 sur la publicité de l’administration"
_WALLONIA_FR = "le Code de la démocratie locale et de la décentralisation"
_WALLONIA_DE = "dem Kodex der lokalen Demokratie und der Dezentralisierung"
REGIONS = {
    ("be-vlg", "nl"): RegionWords(
        "college van burgemeester en schepenen", "De algemeen directeur", "het Bestuursdecreet van 7 december 2018"
    ),
    ("be-bru", "nl"): RegionWords("college van burgemeester en schepenen", "De gemeentesecretaris", _BRUSSELS_NL),
    ("be-bru", "fr"): RegionWords("collège des bourgmestre et échevins", "Le secrétaire communal", _BRUSSELS_FR),
    ("be-wal", "fr"): RegionWords("collège communal", "Le directeur général", _WALLONIA_FR),
    ("be-dg", "fr"): RegionWords("collège communal", "Le directeur général", _WALLONIA_FR),
    ("be-dg", "de"): RegionWords("Gemeindekollegium", "Der Generaldirektor", _WALLONIA_DE),
}
"""Names of organs as each region has them; the German ones are our choice where no official text was found."""


def written(value: object, language: str) -> str:
    """A blank as it is printed; raises TypeError for a kind of value that has no written form."""
    match value:
        case str():
            return value
        case date():
            return written_date(value, language)
        case time():
            return written_time(value, language)
        case int() if not isinstance(value, bool):
            return str(value)
    raise TypeError(f"a letter cannot print {type(value).__name__}")


def written_date(day: date, language: str) -> str:
    """As in "23 november 2026", "1er décembre 2026", "23. November 2026"; its spaces do not break."""
    number = {"fr": "1er" if day.day == 1 else str(day.day), "de": f"{day.day}."}.get(language, str(day.day))
    return f"{number}\u00a0{MONTHS[language][day.month - 1]}\u00a0{day.year}"


def written_time(hour: time, language: str) -> str:
    """Hour and minute as the language writes them, without the word that follows ("uur", "Uhr")."""
    return f"{hour.hour}\u00a0h\u00a0{hour:%M}" if language == "fr" else f"{hour.hour}.{hour:%M}"
