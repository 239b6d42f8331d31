"""Numbers of businesses, and numbers of people that must stay out."""

from __future__ import annotations

import pytest

from app.privacy import looks_like_identity_number
from permits import numbers, opening_hours
from permits.numbers import WrongNumber
from permits.search_words import fold, words_of


@pytest.mark.parametrize(("typed", "kept"), [("90412876", "90412876"), ("9041 2876", "90412876"), ("", ""), (None, "")])
def test_a_kvk_number_has_eight_digits(typed: str | None, kept: str) -> None:
    assert numbers.kvk(typed) == kept


@pytest.mark.parametrize("typed", ["9041287", "904128761", "9041287a", "９０４１２８７６", "<b>90412</b>"])
def test_another_kvk_number_is_refused(typed: str) -> None:
    with pytest.raises(WrongNumber):
        numbers.kvk(typed)


def test_a_dutch_establishment_number_keeps_its_zeros_and_has_twelve_digits() -> None:
    assert numbers.kvk_establishment("0000 5847 1203") == "000058471203"
    with pytest.raises(WrongNumber) as refusal:
        numbers.kvk_establishment("0000 5847 120")
    assert "11" in str(refusal.value.sentence)


@pytest.mark.parametrize("typed", ["0417.497.106", "BE 0417 497 106", "417.497.106", "0417497106"])
def test_an_enterprise_number_is_read_with_and_without_separators(typed: str) -> None:
    assert numbers.kbo(typed) == "0417497106"


@pytest.mark.parametrize("typed", ["0417.497.107", "0417.497.1066", "04174971", "2417.497.106x"])
def test_an_enterprise_number_with_wrong_check_digits_is_refused(typed: str) -> None:
    with pytest.raises(WrongNumber):
        numbers.kbo(typed)


def test_an_establishment_unit_number_begins_with_two_to_eight_and_has_its_own_check() -> None:
    first = "20000011"
    whole = first + f"{97 - int(first) % 97:02d}"
    assert numbers.kbo_establishment(f"{whole[0]}.{whole[1:4]}.{whole[4:7]}.{whole[7:]}") == whole
    wrong = str(int(whole) + 1)
    for typed in (wrong, "1" + whole[1:], whole[:9]):
        with pytest.raises(WrongNumber):
            numbers.kbo_establishment(typed)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [("5911xx", "nl", "5911 XX"), ("5911 XX", "nl", "5911 XX"), (" 3600 ", "be", "3600"), ("D-41747", "de", "D-41747")],
)
def test_postal_codes_of_two_countries_are_brought_to_one_shape(typed: str, country: str, kept: str) -> None:
    assert numbers.postal_code(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "country"), [("0911 XX", "nl"), ("5911", "nl"), ("5911 SS", "nl"), ("360", "be"), ("0600", "be")]
)
def test_an_impossible_postal_code_is_refused(typed: str, country: str) -> None:
    with pytest.raises(WrongNumber):
        numbers.postal_code(typed, country)


@pytest.mark.parametrize(
    "text",
    ["BSN 111222333", "nummer 1112.22.333 gezien", "rijksregister 85.07.30-033.28", "(85073003328)"],
)
def test_a_number_that_passes_the_test_of_a_person_is_recognised(text: str) -> None:
    assert looks_like_identity_number(text)


@pytest.mark.parametrize(
    "text", ["111222334", "KvK 90412876", "vestiging 000058471203", "telefoon 077 000 00 00", "6 oktober 2026", ""]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not looks_like_identity_number(text)


def test_words_are_folded_to_plain_letters() -> None:
    assert fold("Café ’t Zoë—Straße  12b") == "cafe t zoe strasse 12b"
    assert words_of("Ørsted, Łódź", None, "x" * 80) == {"orsted", "lodz", "x" * 60}


def test_opening_hours_are_read_as_people_type_them() -> None:
    assert opening_hours.read("9-12, 13.30–18:00") == [["09:00", "12:00"], ["13:30", "18:00"]]
    assert opening_hours.read("20:00-02:00") == [["20:00", "02:00"]]
    assert opening_hours.read("") == []
    hours = {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]], "fri": [["09:00", "17:00"]]}
    assert opening_hours.stretches(hours) == [("mon", "tue", "09:00-17:00"), ("fri", "fri", "09:00-17:00")]


@pytest.mark.parametrize(
    "typed", ["25:00-26:00", "12:00", "middag", "12:61-13:00", "24:00-02:00", "12:00-12:00", "<script>"]
)
def test_hours_that_cannot_be_are_refused(typed: str) -> None:
    with pytest.raises(opening_hours.NotHours):
        opening_hours.read(typed)
