"""Belgian and Luxembourg cases with every blank filled: long names, many findings, a photo; one case per language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from io import BytesIO

from PIL import Image

from reports import (
    AdviceBlank,
    ApplicationBlank,
    ClosureBlank,
    CollegeBlank,
    ConsultationBlank,
    ContactBlank,
    CoveringBlank,
    DurationBlank,
    EarlierBlank,
    EstablishmentBlank,
    FactBlank,
    GroundBlank,
    HearingBlank,
    IntegrityBlank,
    IntegrityFactBlank,
    InterestsBlank,
    LetterBlanks,
    Letterhead,
    LiftingBlank,
    MayorBlank,
    OrderBlank,
    PenaltyBlank,
    PermitBlank,
    PhotoBlank,
    RegulationBlank,
    RemediesBlank,
    RenewalBlank,
    ServiceBlank,
    TermBlank,
    WarningBlank,
)


def _photo() -> bytes:
    held = BytesIO()
    Image.new("RGB", (640, 420), (188, 184, 176)).save(held, "JPEG")
    return held.getvalue()


PHOTO = _photo()

GENK_HEAD = Letterhead(
    municipality="Stad Genk",
    office="Dienst Vergunningen en Handhaving",
    address=("Stadsplein 1", "3600 Genk"),
    contact=("089 65 36 00", "www.genk.example"),
    return_line="Stadsplein 1, 3600 Genk",
)

NL = LetterBlanks(
    municipality="Genk",
    mayor=MayorBlank(name="Celine Vandenbroucke-Van Den Eynde", title="De burgemeester van Genk"),
    addressee=(
        "Welzijns- en Ontspanningscentrum De Gouden Lotusbloem aan het Kanaal BV",
        "t.a.v. de zaakvoerder",
        "Hasseltweg 112 bus 0301",
        "3600  GENK",
    ),
    case_number="2026/BH/077",
    decision_number="B-2026-0451",
    letter_date=date(2026, 11, 23),
    sending_on=date(2026, 11, 24),
    delivery_method="aangetekend met ontvangstbevestiging",
    party_reference="JV/2026/17",
    representative="mr. J. Vermeulen-Claessens, advocaat te Hasselt",
    establishment=EstablishmentBlank(
        name="De Gouden Lotusbloem aan het Kanaal",
        address="Hasseltweg 112, 3600 Genk",
        sector="massagesalon",
        register_number="2.123.456.789",
        rooms="de vijf behandelkamers, het kantoor en de woonruimte op de eerste verdieping.",
    ),
    contact=ContactBlank(name="Femke Claes", phone="089 65 36 00", email="vergunningen@genk.example"),
    permit=PermitBlank(number="UV-2024-0311", granted_on=date(2024, 3, 11)),
    application=ApplicationBlank(received_on=date(2026, 9, 14)),
    effect_on=date(2026, 12, 8),
    effect_at=time(9, 0),
    effect_reason="De uitbater krijgt veertien dagen om afspraken af te zeggen en het personeel in te lichten.",
    duration=DurationBlank(
        from_on=date(2026, 12, 1),
        until_on=date(2027, 2, 28),
        from_at=time(8, 0),
        reason="drie maanden zijn nodig om de slaapplaatsen weg te nemen, de werking te herzien en dat na te gaan.",
    ),
    having_regard_to=(
        "het bestuurlijk verslag nr. BV-2026-19 van 3 november 2026, opgemaakt door de lokale politie",
        "het verslag van de controle nr. T-2026-0456 van 28 oktober 2026",
    ),
    grounds=(
        GroundBlank(
            article="artikel 12, eerste lid, van het reglement",
            quote="In de inrichting mag niemand overnachten of wonen.",
            own_words="De kamers dienen dus alleen voor de activiteit waarvoor de vergunning geldt.",
            motivation=(
                "De vaststellingen zijn rechtstreeks gedaan, op twee dagen en in drie kamers. Zij spreken elkaar niet"
                " tegen. Daaruit volgt dat de kamers als slaapplaats werden gebruikt.\n\n"
                "Wat daartegen spreekt, is ook onderzocht: één kamer was leeg. Dat verandert niets aan de andere twee."
            ),
            facts=(
                FactBlank(
                    text="Er lagen twee matrassen met beddengoed en persoonlijke spullen.",
                    seen_on=date(2026, 10, 28),
                    time=time(6, 40),
                    place="kamer 3, eerste verdieping",
                    source="verslag T-2026-0456, vaststelling 3",
                ),
                FactBlank(
                    text="Er stond een kookplaat die nog warm was.",
                    seen_on=date(2026, 10, 28),
                    time=time(6, 45),
                    place="gang naast kamer 3",
                    source="verslag T-2026-0456, vaststelling 4",
                ),
                FactBlank(
                    text="De zaakvoerder verklaarde dat de kamers ’s nachts niet worden gebruikt.",
                    seen_on=date(2026, 10, 28),
                    time=None,
                    place="onthaal",
                    source="verslag T-2026-0456, vaststelling 5",
                ),
                FactBlank(
                    text="In twee kamers lagen opnieuw matrassen met beddengoed.",
                    seen_on=date(2026, 11, 3),
                    time=time(22, 15),
                    place="kamers 2 en 3",
                    source="bestuurlijk verslag nr. BV-2026-19",
                ),
            ),
        ),
        GroundBlank(
            article="artikel 15 van het reglement",
            quote="Tijdens de openingsuren is een verantwoordelijke aanwezig die op de vergunning vermeld staat.",
            own_words="Iemand die op de vergunning staat, moet dus aanwezig zijn zolang de zaak open is.",
            motivation="Bij beide controles was de zaak open en was geen verantwoordelijke aanwezig.",
            facts=(
                FactBlank(
                    text="De zaak was open; geen verantwoordelijke van de vergunning was aanwezig.",
                    seen_on=date(2026, 11, 3),
                    time=time(22, 5),
                    place="hele zaak",
                    source="bestuurlijk verslag nr. BV-2026-19",
                ),
            ),
        ),
    ),
    grounds_carry="alone",
    hearing=HearingBlank(
        invited_on=date(2026, 11, 6),
        until_on=date(2026, 11, 17),
        on=date(2026, 11, 16),
        at=time(14, 30),
        how="U kunt antwoorden per brief of per e-mail.",
        where="het stadhuis, Stadsplein 1 in Genk, zaal 2.",
        file_access="op het stadhuis, op werkdagen van 9.00 tot 12.00 uur.",
        held_on=date(2026, 11, 16),
        received_on=date(2026, 11, 17),
        summary="De uitbater vindt dat de kamers niet als slaapplaats werden gebruikt.\n\nHij vraagt meer tijd.",
        reply="De persoonlijke spullen en de warme kookplaat wijzen op het tegendeel. Meer tijd is al gegeven.",
        short_notice="de volgende vergadering van het college is op 26 november 2026.",
    ),
    consultation=ConsultationBlank(
        authority="de arbeidsauditeur te Hasselt", on=date(2026, 11, 9), answer="geen bezwaar"
    ),
    interests=InterestsBlank(
        suitable="de maatregel neemt de toestand weg die is vastgesteld.",
        necessary="een nieuwe waarschuwing en bijkomende voorwaarden zijn onderzocht; zij hebben eerder niet geholpen.",
        balanced="het verlies aan omzet weegt minder zwaar dan de veiligheid en de waardigheid van wie er werkt.",
    ),
    advice=AdviceBlank(
        adviser="de hulpverleningszone Oost-Limburg",
        given_on=date(2026, 10, 12),
        check="de zaak is bezocht en het advies volgt uit wat daar is gezien.",
        deviation="de noodverlichting is intussen hersteld.",
    ),
    consequences=("De reclame aan de gevel wordt uiterlijk op 15 december 2026 weggenomen.",),
    permitted_acts="noodzakelijk onderhoud, na toestemming van de burgemeester.",
    lifting="de slaapplaatsen zijn weggenomen en een verantwoordelijke is aangesteld.",
    sealing_on=date(2026, 12, 2),
    penalty=PenaltyBlank(
        amount="1.000 euro",
        maximum="25.000 euro",
        unit="per dag",
        limit="Per dag wordt ten hoogste één overtreding aangerekend.",
        reason="het bedrag ligt hoger dan wat een dag uitbating opbrengt.",
        from_on=date(2026, 12, 3),
    ),
    remedies=RemediesBlank(
        authority_address="de Raad van State, Wetenschapsstraat 33, 1040 Brussel",
        online_route="eproadmin.raadvst-consetat.example",
    ),
    holder="De Gouden Lotusbloem aan het Kanaal BV",
    managers=("A. Verantwoordelijke-Van de Velde", "B. Plaatsvervanger"),
    conditions=(
        "Tijdens de openingsuren is een verantwoordelijke aanwezig die op deze vergunning vermeld staat.",
        "In de inrichting zijn geen slaapplaatsen.",
        "De prijzen hangen zichtbaar bij de ingang.",
        "Elke behandelkamer kan van binnenuit zonder sleutel worden geopend.",
    ),
    validity="De vergunning geldt vijf jaar, tot en met 7 december 2031.",
    college=CollegeBlank(
        meeting_on=date(2026, 11, 26),
        outcome="confirmed",
        number="CBS-2026-1188",
        present="de burgemeester, vijf schepenen en de algemeen directeur",
        director="Dirk Peeters",
        mayor_decided_on=date(2026, 11, 23),
    ),
    covering=CoveringBlank(
        letter_reference="het besluit van 23 november 2026 met nummer B-2026-0451",
        old_last_day=date(2027, 1, 22),
        new_last_day=date(2027, 1, 25),
        reason="Het besluit is drie dagen later aan u bezorgd dan gepland.",
    ),
    annexes=("verslag van het horen van 16 november 2026", "bestuurlijk verslag nr. BV-2026-19 (geschoond)"),
    copies_to=("de eigenaar van het pand", "de lokale politie Carma"),
    privacy_url="www.genk.example/privacy",
    organ="college",
    measure_kind="closure-134quinquies",
    warned_on=date(2026, 9, 1),
    urgency="wie in de kamers slaapt, loopt gevaar bij brand: er is geen tweede uitgang.",
    legal_basis="artikel 134quinquies van de Nieuwe Gemeentewet",
    power="artikel 21 van het reglement",
    warning=WarningBlank(
        violation="slaapplaatsen in de inrichting",
        actions=("Neem de slaapplaatsen weg.", "Laat niemand in de inrichting overnachten."),
        fix_by_on=date(2026, 12, 14),
        next_step="De volgende stap van het handhavingskader is een schorsing van één maand.",
        react_by_on=date(2026, 12, 7),
        sanctions="een schorsing of een opheffing van de vergunning, en een sluiting van de zaak.",
    ),
    regulation=RegulationBlank(
        name="het politiereglement op de massagesalons van de stad Genk",
        article="artikel 12, eerste lid, en artikel 15",
        adopted_on=date(2023, 5, 25),
    ),
    order=OrderBlank(
        obligation="de vluchtweg en de elektrische installatie worden in orde gebracht.",
        items=(
            "De vluchtweg op de eerste verdieping wordt vrijgemaakt en verlicht.",
            "De elektrische installatie wordt hersteld en gekeurd door een erkend organisme.",
        ),
        comply_by_on=date(2026, 12, 4),
        comply_by_at=time(12, 0),
        term_reason="In tien dagen kan een installateur de gebreken herstellen.",
        allowed="Het gelijkvloers mag open blijven tijdens de werken.",
    ),
    closure=ClosureBlank(sealing_at=time(10, 0)),
    term=TermBlank(
        name="de termijn om over uw aanvraag te beslissen",
        article="artikel 9 van het reglement",
        cause="het advies van de brandweer is nog niet binnen.",
        old_end_on=date(2026, 12, 14),
        new_end_on=date(2027, 1, 13),
    ),
    earlier=EarlierBlank(
        measure="de sluiting van de inrichting.",
        number="B-2026-0401",
        decided_on=date(2026, 9, 2),
        ends_on=date(2027, 2, 28),
    ),
    lifted=LiftingBlank(
        on=date(2027, 1, 11),
        reason="bij de controle van 5 januari 2027 waren alle slaapplaatsen weg.",
        at=time(8, 0),
        keeps="De voorwaarden van de vergunning blijven gelden.",
    ),
    renewal=RenewalBlank(
        ordinal="eerste",
        persists="bij de controle van 3 november 2026 lagen er opnieuw matrassen met beddengoed.",
        first_decided_on=date(2026, 5, 28),
    ),
    service=ServiceBlank(
        letter_reference="het besluit van 23 november 2026 met nummer B-2026-0451",
        method="aangetekend met ontvangstbevestiging",
        served_on=date(2026, 11, 26),
        last_day=date(2027, 1, 25),
        rule="De ontvangst was op 26 november 2026. De eerste van de zestig dagen is 27 november 2026.",
        served_at=time(10, 15),
        by="de dienst Vergunningen en Handhaving",
        to="de zaakvoerder",
        evidence="ontvangstbevestiging nr. 0105 1288 55",
        executable_on=date(2026, 12, 12),
    ),
    integrity=IntegrityBlank(
        ordinance_on=date(2026, 1, 29),
        ordinance="de politieverordening op het integriteitsonderzoek",
        sector="massagesalons",
        zone="het centrum en de Hasseltweg",
        risk_analysis="de risicoanalyse van 4 december 2025",
        protocol_on=date(2026, 1, 12),
        royal_decree_activity="schoonheidssector",
        permit_kind="uitbatingsvergunning",
        opening_on=date(2026, 3, 31),
        opening_reason="Uw zaak ligt in dat gebied en behoort tot die sector.",
        persons="de vennootschap die de zaak uitbaat en haar twee bestuurders.",
        end_on=date(2026, 6, 15),
        extended_on=date(2026, 6, 8),
        extended_end_on=date(2026, 7, 28),
        extension_reason="het advies van de federale directie is nog niet binnen.",
        register_on=date(2026, 4, 1),
        register_result="geen vermelding",
        other_sources="het advies van de lokale politie, het verslag van het ARIEC en de databank van de stad",
        diob_asked_on=date(2026, 4, 20),
        diob_questions=(
            "Is het verband tussen de feiten en de uitbating voldoende aangetoond?",
            "Zijn er gegevens over de financiering die het college moet kennen?",
        ),
        diob_number="DIOB-2026-0311",
        diob_on=date(2026, 6, 5),
        diob_received_on=date(2026, 6, 8),
        diob_outcome="negatief; er is een ernstig risico.",
        follows_diob="het advies steunt op dezelfde feiten, en het college heeft die zelf nagegaan.",
        proposal_on=date(2026, 6, 22),
        facts=(
            IntegrityFactBlank(
                text="bijdragen voor de sociale zekerheid zijn bij herhaling niet aangegeven",
                on=date(2024, 10, 3),
                status="veroordeling, definitief",
                listed_as="13°",
            ),
            IntegrityFactBlank(
                text="de boekhouding van de zaak bevatte valse facturen",
                on=date(2025, 2, 14),
                status="proces-verbaal; geen uitspraak",
                listed_as="16°",
            ),
        ),
        ground="er is een aantoonbaar ernstig risico dat de zaak dient om voordeel te halen uit eerdere feiten.",
        reasoning="Dezelfde personen leiden de zaak en de rekeningen zijn dezelfde gebleven.",
        seriousness="de feiten zijn herhaald en gaan over grote bedragen.",
        sector_link="de feiten zijn gepleegd bij de uitbating van een salon in dezelfde sector.",
        benefit="het voordeel wordt geraamd op 84.000 euro.",
        person="de bestuurder van de aanvrager.",
        alternatives="voorwaarden en een schorsing nemen de zeggenschap van de betrokkene niet weg.",
        conditions=(
            "De betrokken bestuurder heeft geen zeggenschap meer in de vennootschap.",
            "De herkomst van de financiering is met stukken aangetoond.",
        ),
        consequence="Wie dan toch uitbaat, kan een dwangsom en een sluiting krijgen.",
        college_on=date(2026, 7, 9),
        present="de burgemeester, vijf schepenen en de algemeen directeur",
        vote="eenparig",
        director="Dirk Peeters",
        not_before_on=date(2026, 12, 12),
    ),
    photos=(
        PhotoBlank(image=PHOTO, alt="Een kamer met twee matrassen", caption="Kamer 3 op 28 oktober 2026, 6.40 uur."),
    ),
)
SAMPLES: dict[tuple[str, str], tuple[LetterBlanks, Letterhead]] = {
    ("be-vlg", "nl"): (NL, GENK_HEAD),
    ("be-bru", "nl"): (replace(NL, organ="mayor"), GENK_HEAD),
}
