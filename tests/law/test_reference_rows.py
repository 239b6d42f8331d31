"""No row of the ground tables that the book was made from is missing, and each carries what the row says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import law
from law import Instrument as Does

ON = date(2026, 12, 1)
REFERENCE = Path(__file__).parents[3] / "shared" / "reference"

# The rows of the two tables, as they were when the book was made; the first column is their id.
NL_ROWS = {
    "APV_NO_PERMIT": ("nl.by-law.no-permit", "L D Wa"),
    "APV_CONVICTION": ("nl.by-law.conviction", "W I"),
    "APV_BAD_CONDUCT": ("nl.by-law.bad-conduct", "W I"),
    "APV_AGE_OPERATOR": ("nl.by-law.operator-age", "W"),
    "APV_CURATELE": ("nl.by-law.guardianship", "W I"),
    "APV_PRIOR_CLOSURE": ("nl.by-law.prior-closure", "W"),
    "APV_FALSE_DATA": ("nl.by-law.false-data", "W I"),
    "APV_SHAM_MANAGEMENT": ("nl.by-law.sham-management", "W I S"),
    "APV_NO_MANAGER_PRESENT": ("nl.by-law.no-manager-present", "Wa D S I"),
    "APV_NO_BUSINESS_PLAN": ("nl.by-law.no-business-plan", "W Wa D I"),
    "APV_MAX_NUMBER": ("nl.by-law.maximum-reached", "W"),
    "APV_EXCLUDED_AREA": ("nl.by-law.excluded-area", "W"),
    "APV_ZONING": ("nl.by-law.zoning", "W"),
    "APV_PUBLIC_ORDER": ("nl.by-law.public-order", "W I S L"),
    "APV_WORKER_AGE": ("nl.by-law.worker-age", "Wa D I S L"),
    "APV_WORKER_STATUS": ("nl.by-law.worker-status", "Wa D I S L"),
    "APV_TRAFFICKING_INDICATION": ("nl.by-law.trafficking-indication", "W I S L"),
    "APV_WORKING_CONDITIONS": ("nl.by-law.working-conditions", "Wa D S I"),
    "APV_ADVERTISING": ("nl.by-law.advertising", "Wa D"),
    "APV_CHANGE_UNREPORTED": ("nl.by-law.change-unreported", "Wa D I"),
    "APV_NOT_USED_ENDED": ("nl.by-law.ended-or-unused", "I"),
    "APV_CONDITION_BREACH": ("nl.by-law.condition-breach", "Wa D S I"),
    "DESIG_NO_PERMIT": ("nl.designated.no-permit", "D L Wa"),
    "DESIG_UNSAFE_CLIMATE": ("nl.designated.unsafe-climate", "W I L"),
    "BIBOB_3_1_A": ("nl.bibob.3-1-a", "W I"),
    "BIBOB_3_1_B": ("nl.bibob.3-1-b", "W I"),
    "BIBOB_3_6": ("nl.bibob.3-6", "W I"),
    "BIBOB_3_7": ("nl.bibob.3-7", "V I"),
    "BIBOB_4_1": ("nl.bibob.4-1", "I"),
    "BIBOB_4_2": ("nl.bibob.4-2", "W I"),
    "AWB_4_5": ("nl.awb.4-5", "niet-behandelen"),
    "AWB_4_6": ("nl.awb.4-6", "W"),
    "GMW_172_3": ("nl.gemeentewet.172-3", "bevel"),
    "GMW_174_2": ("nl.gemeentewet.174-2", "L"),
    "GMW_174A_A": ("nl.gemeentewet.174a-1-a", "L"),
    "GMW_174A_B": ("nl.gemeentewet.174a-1-b", "L"),
    "GMW_174A_C": ("nl.gemeentewet.174a-1-c", "L"),
    "GMW_174A_2": ("nl.gemeentewet.174a-2", "L"),
    "OPIUM_13B_A": ("nl.opiumwet.13b-1-a", "L D"),
    "OPIUM_13B_B": ("nl.opiumwet.13b-1-b", "L D"),
    "AWB_5_21_LOB": ("nl.awb.5-21", "L"),
    "AWB_5_31_URGENT": ("nl.awb.5-31", "L"),
    "AWB_5_32_LOD": ("nl.awb.5-32", "D"),
    "AWB_5_20_NONCOOP": ("nl.awb.5-20", "D Wa"),
    "WAV_2_REF": ("nl.wav.2", ""),
    "WML_REF": ("nl.wml.7-18b", ""),
    "SR273F_REF": ("nl.sr.273f", ""),
}
BE_ROWS = {
    "BE-134QUINQ": ("be.134quinquies", "close", 6),
    "BE-134QUINQ-R": ("be.134quinquies-renewal", "renew_closure", 6),
    "BE-134TER-C": ("be.134ter-closure", "close", 3),
    "BE-134TER-S": ("be.134ter-suspension", "suspend", 3),
    "BE-134QUATER": ("be.134quater", "close", 3),
    "BE-135-133": ("be.133-135", "order", None),
    "BE-134-1": ("be.134-1", "urgent_ordinance", None),
    "BE-133TER-SEAL": ("be.133ter-seal", "seal", None),
    "BE-133TER-DW": ("be.133ter-penalty", "penalty_payment", None),
    "BE-119TER-G1": ("be.119ter-10-1", "refuse suspend revoke close", None),
    "BE-119TER-G2": ("be.119ter-10-2", "refuse suspend revoke close", None),
    "BE-119TER-G3": ("be.119ter-10-3", "refuse suspend revoke close", None),
    "BE-119TER-REV": ("be.119ter-12", "lift", None),
    "BE-GAS-SUSP": ("be.gas-suspension", "suspend", None),
    "BE-GAS-ABR": ("be.gas-abrogation", "revoke", None),
    "BE-GAS-CLOSE": ("be.gas-closure", "close", None),
    "BE-GAS-FINE": ("be.gas-fine", "fine", None),
    "BE-GAS-WARN": ("be.gas-warning", "warning", None),
    "BE-LOC-NOPERMIT": ("be.local.no-permit", "close warning fine", None),
    "BE-LOC-INCOMPLETE": ("be.local.incomplete", "refuse", None),
    "BE-LOC-DISTANCE": ("be.local.distance", "refuse", None),
    "BE-LOC-MORALITY": ("be.local.morality", "refuse revoke", None),
    "BE-LOC-FIRE-HYG": ("be.local.fire-and-hygiene", "refuse suspend", None),
    "BE-LOC-PLANNING": ("be.local.planning", "refuse", None),
    "BE-LOC-CHANGE": ("be.local.change-unreported", "revoke warning fine", None),
    "BE-SEX-RECOG": ("be.sex-work-recognition", "", None),
    "BE-VL-INT": ("be.flemish-integrity", "refuse suspend revoke", None),
    "BE-DRUG-9BIS": ("be.drug-law-9bis", "close", 6),
    "BE-JUDGE-269": ("be.criminal-code-269", "", 36),
    "LU-GEN": ("lu.communal-rule", "warning order refuse suspend revoke", None),
}
LETTERS = {
    "W": {Does.REFUSE},
    "I": {Does.REVOKE},
    "S": {Does.SUSPEND},
    "L": {Does.CLOSE},
    "D": {Does.ORDER_UNDER_PENALTY},
    "Wa": {Does.WARNING},
    "V": {Does.CONDITIONS},
    "bevel": {Does.ORDER},
    "niet-behandelen": {Does.NOT_TREATED},
}


def rows_of(name: str, heading: str, pattern: str) -> set[str]:
    """The ids in the first column of a table of the reference."""
    text = (REFERENCE / name).read_text(encoding="utf-8")
    section = text.split(heading, 1)[1]
    return set(re.findall(pattern, re.split(r"^#", section, maxsplit=1, flags=re.MULTILINE)[0], re.MULTILINE))


def carried(here: law.Jurisdiction, ground: law.Ground) -> set[Does]:
    """What the ground can do by the measures it names."""
    return {here.measure(measure, on=ON).instrument for measure in ground.measures}


def test_no_row_of_the_tables_is_without_a_ground() -> None:
    dutch, belgian = set(NL_ROWS), set(BE_ROWS)
    if REFERENCE.is_dir():  # where the tables themselves are not at hand their frozen rows stand in
        dutch = rows_of("law-nl.md", "## 7. Ground table", r"^\| ([A-Z0-9_]+) \|")
        belgian = rows_of("law-be.md", "## 9. Legal grounds table", r"^\| ((?:BE|LU)-[A-Z0-9-]+) \|")
    grounds = {ground.id for code in law.JURISDICTIONS for ground in law.jurisdiction(code).grounds(on=ON)}
    assert {NL_ROWS[row][0] for row in dutch} <= grounds
    assert {BE_ROWS[row][0] for row in belgian} <= grounds


@pytest.mark.parametrize("row", NL_ROWS)
def test_each_dutch_row_is_a_ground_with_the_measures_of_the_row(row: str) -> None:
    here = law.jurisdiction("nl")
    ground_id, letters = NL_ROWS[row]
    ground = here.ground(ground_id, on=ON)
    wanted = set().union(*(LETTERS[letter] for letter in letters.split()))
    assert wanted <= carried(here, ground)
    assert wanted <= set(ground.instruments)
    assert ground.supports_only is (not letters)


@pytest.mark.parametrize("row", BE_ROWS)
def test_each_belgian_row_is_a_ground_with_the_measures_of_the_row(row: str) -> None:
    ground_id, instruments, longest = BE_ROWS[row]
    here = law.jurisdiction("lu" if row == "LU-GEN" else "be-vlg")
    ground = here.ground(ground_id, on=ON)
    assert {Does(one) for one in instruments.split()} <= carried(here, ground)
    assert ground.max_months == longest
    for measure in ground.measures:
        months = here.measure(measure, on=ON).max_months
        assert longest is None or months is None or months <= longest


@pytest.mark.parametrize("code", law.JURISDICTIONS)
def test_every_instrument_for_which_the_book_has_a_measure_is_named_by_the_ground_that_can_carry_it(code: str) -> None:
    here = law.jurisdiction(code)
    for ground in here.grounds(on=ON):
        assert carried(here, ground) <= set(ground.instruments)
    # Each measure that needs proof has a ground to rest on; a lifting needs none.
    carriers = {measure for ground in here.grounds(on=ON) for measure in ground.measures}
    needing = {one.id for one in here.measures(on=ON) if law.Gate.EVIDENCE in one.gates}
    assert needing <= carriers


@pytest.mark.parametrize("code", law.JURISDICTIONS)
def test_what_is_renewed_may_be_renewed_and_what_a_college_confirms_says_how_often(code: str) -> None:
    here = law.jurisdiction(code)
    for measure in here.measures(on=ON):
        assert measure.renews is None or here.measure(measure.renews, on=ON).renewals
        renewals = [one for one in here.measures(on=ON) if one.renews == measure.id]
        assert len(renewals) == (1 if measure.renewals else 0), measure.id
        assert not (measure.confirmation and measure.renewals is None and measure.renews is None)
