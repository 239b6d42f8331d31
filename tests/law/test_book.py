"""The book as it stands: complete for its languages, coherent, and careful with what it does not know."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError
from datetime import date

import pytest

import law
from law.read import HOUSE, LANGUAGES

ON = date(2026, 12, 1)
ALL = [law.jurisdiction(code) for code in law.JURISDICTIONS]


def test_the_jurisdictions_and_the_languages_of_their_letters() -> None:
    languages = {one.code: one.languages for one in ALL}
    assert languages == {
        "nl": ("nl",),
        "be-vlg": ("nl",),
        "be-wal": ("fr",),
        "be-bru": ("fr", "nl"),
        "be-dg": ("de", "fr"),
        "lu": ("fr", "de"),
    }


def test_an_unknown_jurisdiction_is_answered_with_a_sentence() -> None:
    with pytest.raises(law.UnknownJurisdiction, match="has no jurisdiction 'de'; it has nl, be-vlg") as caught:
        law.jurisdiction("de")
    assert isinstance(caught.value, LookupError)


def test_an_entry_that_is_not_there_yet_says_since_when_it_is_asked() -> None:
    here = law.jurisdiction("be-vlg")
    with pytest.raises(law.UnknownEntry, match=r"'be\.119ter-10-1' was not in force on 2024-02-16"):
        here.ground("be.119ter-10-1", on=date(2024, 2, 16))
    with pytest.raises(law.UnknownEntry, match=r"'be\.nonsense' does not exist in be-vlg"):
        here.ground("be.nonsense", on=ON)


def test_a_flemish_decree_holds_in_flanders_alone() -> None:
    assert law.jurisdiction("be-vlg").ground("be.flemish-integrity", on=ON).only == ("be-vlg",)
    with pytest.raises(law.UnknownEntry, match="does not exist in be-wal"):
        law.jurisdiction("be-wal").ground("be.flemish-integrity", on=ON)


@pytest.mark.parametrize("here", ALL, ids=lambda one: one.code)
def test_every_letter_of_a_measure_has_a_kind_and_every_confirmation_an_organ(here: law.Jurisdiction) -> None:
    for measure in here.measures(on=ON):
        letters = measure.letters
        assert letters.decision
        assert (letters.announcement is not None) is measure.announce_required
        assert (law.Gate.CONFIRMATION in measure.gates) is (measure.confirmation is not None)
        assert (law.Gate.DURATION in measure.gates) is measure.needs_duration
        assert (law.Gate.HEARING in measure.gates) is (measure.hearing_term is not None)
        assert measure.remedy is None or any(remedy.id == measure.remedy for remedy in here.remedies(on=ON))
        assert (law.Gate.PERSONAL_SIGNATURE in measure.gates) <= (measure.decides is law.Organ.MAYOR)


@pytest.mark.parametrize("here", ALL, ids=lambda one: one.code)
def test_a_ground_only_names_measures_of_its_jurisdiction_and_items_that_exist(
    here: law.Jurisdiction,
) -> None:
    measures = {measure.id for measure in here.measures(on=ON)}
    for ground in here.grounds(on=ON):
        assert set(ground.measures) <= measures
        assert ground.evidence
        assert not (ground.supports_only and ground.measures)
        assert all(law.item(code) for code in ground.items)
        assert set(ground.own_words) == set(LANGUAGES)
        assert set(ground.article) >= set(here.languages)


def test_what_is_verified_says_when_and_what_is_not_does_not() -> None:
    for here in ALL:
        entries = (*here.grounds(on=ON), *here.measures(on=ON), *here.terms(on=ON), *here.remedies(on=ON))
        assert len({entry.id for entry in entries if isinstance(entry, law.Ground)}) == len(here.grounds(on=ON))
        for entry in entries:
            assert (entry.verified_on is not None) is (entry.confidence is law.Confidence.VERIFIED)
            assert entry.source.strip()


def test_the_dutch_salon_can_be_refused_or_lose_its_permit_on_by_law_grounds() -> None:
    here = law.jurisdiction("nl")
    ground = here.ground("nl.by-law.trafficking-indication", on=ON)
    assert ground.by_law
    assert {"nl.refuse", "nl.revoke"} <= set(ground.measures)
    # A closure on one report and long hours fell (RVS:2017:1317): so three kinds of proof, and not A17.
    assert {need.kind for need in ground.evidence} == {
        law.EvidenceKind.OFFICIAL_REPORT,
        law.EvidenceKind.OWN_VERIFICATION,
        law.EvidenceKind.COUNTER_INDICATIONS,
    }
    assert "A17" not in ground.items
    assert here.ground("nl.designated.unsafe-climate", on=ON).needs_designation


@pytest.mark.parametrize("ground_id", ["nl.by-law.no-permit", "nl.designated.no-permit"])
def test_working_without_a_permit_is_no_ground_to_refuse_or_revoke_one(ground_id: str) -> None:
    measures = law.jurisdiction("nl").ground(ground_id, on=ON).measures
    assert "nl.close-by-law" in measures
    assert not {"nl.refuse", "nl.revoke", "nl.suspend"} & set(measures)


@pytest.mark.parametrize("code", ["be-vlg", "be-wal"])
def test_the_belgian_carwash_can_be_closed_with_everything_the_article_asks(code: str) -> None:
    here = law.jurisdiction(code)
    measure = here.measure("be.closure-134quinquies", on=ON)
    assert (measure.max_months, measure.renewals, measure.confirmation) == (6, 2, "college")
    assert {
        law.Gate.JUDICIAL_CONSULTATION,
        law.Gate.HEARING,
        law.Gate.DURATION_REASON,
        law.Gate.INTEREST_WEIGHING,
        law.Gate.CONFIRMATION,
    } <= set(measure.gates)
    assert measure.id in here.ground("be.134quinquies", on=ON).measures
    assert measure.remedy is not None
    remedy = here.remedy(measure.remedy, on=ON)
    assert not remedy.prints_last_day
    assert remedy.starts_on == "receipt"
    assert here.languages[0] in remedy.text


def test_a_municipality_gives_a_by_law_ground_its_article_and_it_stays_a_ground() -> None:
    ground = law.jurisdiction("nl").ground("nl.by-law.bad-conduct", on=ON)
    here = ground.with_article("artikel 2:40b, eerste lid, onder c, APV", "slecht levensgedrag", "gmb-1", ON)
    assert here.article == {"nl": "artikel 2:40b, eerste lid, onder c, APV"}
    assert here.quote == {"nl": "slecht levensgedrag"}
    assert here.holds(ON)
    assert not here.holds(date(2026, 11, 30))
    assert (here.id, here.evidence, here.items) == (ground.id, ground.evidence, ground.items)


@pytest.mark.parametrize(
    ("ground_id", "article", "until", "sentence"),
    [
        ("nl.awb.4-6", "artikel 1", None, "stands in a statute"),
        ("nl.by-law.zoning", "  ", None, "needs the number of the article"),
        ("nl.by-law.zoning", "artikel 1", date(2026, 11, 1), "before it starts"),
    ],
)
def test_nonsense_as_an_article_is_refused(ground_id: str, article: str, until: date | None, sentence: str) -> None:
    ground = law.jurisdiction("nl").ground(ground_id, on=ON)
    with pytest.raises(law.LawError, match=sentence):
        ground.with_article(article, None, "gmb-1", ON, until)


def test_nobody_can_change_an_entry() -> None:
    ground = law.jurisdiction("nl").ground("nl.by-law.zoning", on=ON)
    with pytest.raises(FrozenInstanceError):
        ground.id = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        ground.article["nl"] = "other"  # type: ignore[index]
    assert hash(ground) == hash(law.jurisdiction("nl").ground("nl.by-law.zoning", on=ON))


def test_a_letter_names_the_criminal_code_of_the_day_of_the_facts() -> None:
    statutes = law.jurisdiction("be-wal").statutes
    assert [one.id for one in statutes if "criminal-code" in one.id and one.holds(date(2026, 4, 7))] == [
        "be.criminal-code-old"
    ]
    assert [one.id for one in statutes if "criminal-code" in one.id and one.holds(date(2026, 4, 8))] == [
        "be.criminal-code"
    ]


# The rules that hold for every measure, whatever the town: numbers are those of section 7.1 of the Dutch reference.
NL = law.jurisdiction("nl")
ACUTE = {"nl.order-172", "nl.close-174"}


def with_effect(*effects: law.Effect) -> list[law.Measure]:
    return [one for one in NL.measures(on=ON) if one.effect in effects]


def test_a_sanction_names_the_breach_with_place_and_time_unless_danger_is_acute() -> None:  # 7.1, rule 4
    sanctions = with_effect(law.Effect.REVOKE, law.Effect.SUSPEND, law.Effect.CLOSE, law.Effect.ORDER)
    without = {one.id for one in sanctions if law.Gate.BREACH_PLACE_TIME not in one.gates}
    assert without == ACUTE


def test_a_closure_or_suspension_has_a_start_an_end_and_alternatives() -> None:  # 7.1, rule 4
    for one in with_effect(law.Effect.CLOSE, law.Effect.SUSPEND):
        assert one.needs_duration
        assert {law.Gate.END_DATE, law.Gate.DURATION_REASON, law.Gate.ALTERNATIVES} <= set(one.gates), one.id


def test_a_refusal_revocation_or_sanction_is_announced_and_heard_unless_it_cannot_wait() -> None:  # 7.1, rule 2
    for one in with_effect(
        law.Effect.REFUSE, law.Effect.REVOKE, law.Effect.SUSPEND, law.Effect.CLOSE, law.Effect.ORDER
    ):
        assert one.announce_required is (one.id != "nl.order-172"), one.id


def test_every_bibob_ground_asks_for_the_steps_of_that_act() -> None:  # 7.1, rule 3
    for ground in NL.grounds(on=ON):
        assert (law.Gate.BIBOB_STEPS in ground.gates) is ground.id.startswith("nl.bibob.")


def test_a_permit_is_suspended_only_where_the_by_law_knows_that() -> None:  # 7.1, rule 5
    for one in with_effect(law.Effect.SUSPEND):
        assert law.Gate.BY_LAW_POWER in one.gates


def test_an_order_under_penalty_has_its_amount_and_most() -> None:  # 7.1, rule 6
    gates = NL.measure("nl.order-under-penalty", on=ON).gates
    assert law.Gate.PENALTY_AMOUNT in gates
    assert law.Gate.COSTS not in gates
    assert law.Gate.COSTS in NL.measure("nl.order-under-coercion", on=ON).gates


def test_a_warning_and_a_notice_carry_no_remedy_and_every_decision_does() -> None:  # 7.1, rule 7
    for code in law.JURISDICTIONS:
        for one in law.jurisdiction(code).measures(on=ON):
            decides = one.instrument not in {law.Instrument.WARNING, law.Instrument.NOTICE}
            assert (one.remedy is not None) is decides, one.id


def test_the_mayor_signs_the_orders_of_the_municipalities_act_in_person() -> None:  # 7.1, rule 8
    personal = {one.id for one in NL.measures(on=ON) if law.Gate.PERSONAL_SIGNATURE in one.gates}
    assert personal == {"nl.order-172", "nl.close-174", "nl.close-174a"}


def test_a_negative_integrity_decision_waits_for_advice_and_stands_still() -> None:
    here = law.jurisdiction("be-vlg")
    negative = [one for one in here.measures(on=ON) if one.id.startswith("be.integrity-") and one.remedy]
    assert len(negative) == 4
    for one in negative:
        assert one.decides is law.Organ.COLLEGE
        assert {law.Gate.DIOB_ADVICE, law.Gate.STANDSTILL, law.Gate.MAYORS_PROPOSAL, law.Gate.HEARING} <= set(one.gates)
        assert one.max_months == (6 if one.effect is law.Effect.SUSPEND else None)


def test_the_college_confirms_what_the_new_municipal_act_and_the_drug_act_let_the_mayor_do() -> None:
    confirmed = {one.id for one in law.jurisdiction("be-wal").measures(on=ON) if one.confirmation == "college"}
    assert confirmed == {
        "be.closure-134quinquies",
        "be.renew-134quinquies",
        "be.closure-134ter",
        "be.suspend-134ter",
        "be.closure-134quater",
        "be.closure-134septies",
        "be.renew-134septies",
        "be.closure-9bis",
        "be.renew-9bis",
    }
    urgent = [one for one in law.jurisdiction("be-wal").measures(on=ON) if one.confirmation == "council"]
    assert [(one.id, one.decides) for one in urgent] == [("be.urgent-ordinance", law.Organ.MAYOR_AND_COUNCIL)]


def test_a_belgian_fine_is_for_its_own_officer_its_own_term_and_its_own_court() -> None:
    here = law.jurisdiction("be-vlg")
    fine = here.measure("be.fine", on=ON)
    assert (fine.decides, fine.most_cents) == (law.Organ.SANCTIONING_OFFICER, 50_000)
    assert fine.remedy is not None
    assert here.remedy(fine.remedy, on=ON).term == "be.gas-appeal"
    defence = here.term(fine.hearing_term or "", on=ON)
    assert (defence.length, defence.town_sets_length) == (15, False), "what a law fixes no municipality can shorten"
    assert here.term("be.hearing-notice", on=ON).town_sets_length


def test_a_sanction_under_the_law_on_municipal_sanctions_needs_a_warning_first() -> None:
    here = law.jurisdiction("be-wal")
    for name in ("suspension", "abrogation", "closure"):
        ground = here.ground(f"be.gas-{name}", on=ON)
        assert law.Gate.PRIOR_WARNING in ground.gates
        assert {law.EvidenceKind.WARNING_PROOF, law.EvidenceKind.REGULATION_EXTRACT} <= {
            need.kind for need in ground.evidence
        }
    assert law.Gate.RULE_EXTRACT in here.measure("be.warning", on=ON).gates


def test_every_case_behind_a_rule_has_its_lesson_in_four_languages() -> None:
    cases: set[str] = set()
    for code in law.JURISDICTIONS:
        here = law.jurisdiction(code)
        behind = [case for ground in here.grounds(on=ON) for case in ground.case_law]
        behind += [case for measure in here.measures(on=ON) for case in measure.case_law]
        assert all(set(case.lesson) == set(LANGUAGES) for case in behind)
        cases |= {case.ecli for case in behind}
    assert {"ECLI:NL:RVS:2017:1317", "ECLI:NL:RVS:2022:1594", "ECLI:NL:RVS:2021:461", "RvS 230.036, 30.1.2015"} <= cases


def test_french_in_the_book_has_no_plain_space_before_high_punctuation() -> None:
    for path in sorted(HOUSE.rglob("*.toml")):
        for text in re.findall(r'\bfr = "((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8")):
            assert not re.search(r" [:;!?»]|« ", text), (path.name, text)
