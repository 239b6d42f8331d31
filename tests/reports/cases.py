"""Two cases with every blank filled: a massage salon in Venlo, a car wash in Genk and in Namur."""

from dataclasses import replace
from datetime import date, time

from reports import (
    AdviceBlank,
    ApplicationBlank,
    CollegeBlank,
    ConsultationBlank,
    ContactBlank,
    CoveringBlank,
    DesignationBlank,
    DurationBlank,
    EstablishmentBlank,
    FactBlank,
    GroundBlank,
    HearingBlank,
    InterestsBlank,
    LetterBlanks,
    Letterhead,
    MayorBlank,
    PenaltyBlank,
    PermitBlank,
    PolicyBlank,
    RemediesBlank,
)

LETTERS = (
    ("nl", "nl", "covering-note"),
    ("nl", "nl", "grant"),
    ("nl", "nl", "intention-to-refuse"),
    ("nl", "nl", "intention-to-revoke"),
    ("nl", "nl", "refusal"),
    ("nl", "nl", "revocation"),
    ("be-vlg", "nl", "closure-134quinquies"),
    ("be-vlg", "nl", "college-confirmation"),
    ("be-vlg", "nl", "hearing-invitation"),
    ("be-wal", "fr", "closure-134quinquies"),
    ("be-wal", "fr", "college-confirmation"),
    ("be-wal", "fr", "hearing-invitation"),
)

VENLO = Letterhead(
    municipality="Gemeente Venlo",
    office="De burgemeester",
    address=("Hanzeplaats 1", "5912 AT Venlo", "Postbus 3434", "5902 RK Venlo"),
    contact=("Telefoon 14 077", "www.venlo.example"),
    return_line="Postbus 3434, 5902 RK Venlo",
)
GENK = Letterhead(
    municipality="Stad Genk",
    office="De burgemeester",
    address=("Stadsplein 1", "3600 Genk"),
    contact=("089 65 36 00", "www.genk.example"),
    return_line="Stadsplein 1, 3600 Genk",
)
NAMUR = Letterhead(
    municipality="Ville de Namur",
    office="La bourgmestre",
    address=("Hôtel de Ville", "5000 Namur"),
    contact=("081 24 60 00", "www.namur.example"),
    return_line="Hôtel de Ville, 5000 Namur",
)

VENLO_CASE = LetterBlanks(
    municipality="Venlo",
    mayor=MayorBlank(name="Hanneke van der Velden-Terstappen", title="De burgemeester van Venlo"),
    addressee=("Ontspanning Venlo B.V.", "t.a.v. het bestuur", "Parade 12", "5911 CA  VENLO"),
    case_number="Z-2026-00123",
    decision_number="B-2026-0045",
    letter_date=date(2026, 11, 23),
    sending_on=date(2026, 11, 24),
    delivery_method="aangetekend en per gewone post",
    party_reference="JV/2026/17",
    representative="mr. J. Vermeulen, advocaat te Roermond",
    establishment=EstablishmentBlank(
        name="Salon Zijde",
        address="Parade 12, 5911 CA Venlo",
        sector="massagesalon",
        register_number="000012345678",
        rooms="de begane grond en de eerste verdieping",
    ),
    permit=PermitBlank(number="V-2024-0311", granted_on=date(2024, 3, 11)),
    application=ApplicationBlank(received_on=date(2026, 9, 14)),
    effect_on=date(2026, 12, 8),
    effect_at=time(9, 0),
    effect_reason="U hebt veertien dagen om afspraken af te zeggen en het bedrijf te beëindigen.",
    duration=DurationBlank(
        from_on=date(2026, 12, 8),
        until_on=date(2027, 3, 7),
        reason="In drie maanden kan de bedrijfsvoering op orde worden gebracht.",
    ),
    designation=DesignationBlank(
        activity="massagesalon",
        decided_on=date(2025, 2, 3),
        publication="Gemeenteblad 2025, 45678",
        valid_until=date(2030, 2, 2),
    ),
    policy=PolicyBlank(
        name="het Handhavingsbeleid exploitatie Venlo 2025",
        step="bij een tweede overtreding volgt intrekking.",
    ),
    grounds=(
        GroundBlank(
            article="artikel 2:40f, eerste lid, onder c, van de Algemene plaatselijke verordening Venlo 2025",
            quote="De burgemeester kan de vergunning intrekken als de voorschriften niet worden nageleefd.",
            own_words="De vergunning kan dus worden ingetrokken als een voorschrift niet is nageleefd.",
            motivation=(
                "Voorschrift 7 verbiedt nachtverblijf in het bedrijf. De toezichthouders zagen twee"
                " slaapplaatsen die in gebruik waren. Ik leid daaruit af dat voorschrift 7 niet is nageleefd.\n\n"
                "Een waarschuwing van 4 mei 2026 heeft dit niet veranderd."
            ),
            facts=(
                FactBlank(
                    text="De toezichthouder zag twee matrassen met beddengoed en persoonlijke spullen.",
                    seen_on=date(2026, 10, 6),
                    time=time(22, 15),
                    place="kamer 3, eerste verdieping",
                    source="rapport T-2026-0456, bevinding 3",
                ),
                FactBlank(
                    text="De beheerder verklaarde dat de kamer ’s nachts wordt gebruikt.",
                    seen_on=date(2026, 10, 6),
                    time=None,
                    place="balie",
                    source="rapport T-2026-0456, bevinding 4",
                ),
            ),
        ),
        GroundBlank(
            article="artikel 2:40f, eerste lid, onder e, van de Algemene plaatselijke verordening Venlo 2025",
            quote="De burgemeester kan de vergunning intrekken als er geen beheerder aanwezig is.",
            own_words="Tijdens de openingstijden moet een beheerder van de vergunning aanwezig zijn.",
            motivation="Bij twee controles was geen beheerder aanwezig. Daarmee is aan deze grond voldaan.",
            facts=(
                FactBlank(
                    text="Er was geen beheerder in het bedrijf, terwijl het open was.",
                    seen_on=date(2026, 9, 2),
                    time=time(20, 5),
                    place="hele bedrijf",
                    source="rapport T-2026-0398, bevinding 1",
                ),
            ),
        ),
    ),
    grounds_carry="alone",
    hearing=HearingBlank(
        invited_on=date(2026, 10, 20),
        until_on=date(2026, 11, 3),
        on=date(2026, 10, 29),
        at=time(14, 30),
        how="U kunt schrijven naar Postbus 3434, 5902 RK Venlo, of bellen voor een gesprek.",
        where="het gemeentehuis, Hanzeplaats 1 in Venlo.",
        file_access="op het gemeentehuis, op werkdagen van 9.00 tot 12.00 uur.",
        held_on=date(2026, 10, 30),
        received_on=date(2026, 11, 2),
        summary="U vindt dat een waarschuwing genoeg was.",
        reply="Een waarschuwing is gegeven op 4 mei 2026 en heeft niet geholpen.",
    ),
    interests=InterestsBlank(
        suitable="Zonder vergunning kan de toestand niet voortduren.",
        necessary="Een waarschuwing en een dwangsom zijn overwogen; beide zijn al gebruikt en hielpen niet.",
        balanced="Het verlies van omzet weegt minder zwaar dan de veiligheid van wie er werkt.",
    ),
    advice=AdviceBlank(
        adviser="de brandweer Limburg-Noord",
        given_on=date(2026, 10, 12),
        check="het bedrijf is bezocht en het verslag volgt uit wat daar is gezien.",
    ),
    consequences=("Verwijder de reclame aan de gevel uiterlijk op 15 december 2026.",),
    objection_last_day=date(2027, 1, 5),
    remedies=RemediesBlank(
        authority_address="de burgemeester van Venlo, Postbus 3434, 5902 RK Venlo",
        online_route="www.venlo.example/bezwaar",
        court="de Rechtbank Limburg",
        court_address="Postbus 950, 6040 AZ Roermond",
        court_online_route="mijn.rechtspraak.example",
        court_fee="Voor deze procedure betaalt u griffierecht aan de rechtbank.",
    ),
    conditions=(
        "Aanwezigheid. Tijdens de openingstijden is een beheerder aanwezig die op de vergunning staat.",
        "Geen nachtverblijf. In het bedrijf zijn geen slaapplaatsen.",
        "Prijzen. De prijzen hangen zichtbaar bij de ingang.",
    ),
    holder="Ontspanning Venlo B.V.",
    managers=("J. de Beheerder",),
    validity="De vergunning geldt voor onbepaalde tijd, zolang de aanwijzing geldt.",
    covering=CoveringBlank(
        letter_reference="het besluit van 23 november 2026 met nummer B-2026-0045",
        old_last_day=date(2027, 1, 5),
        new_last_day=date(2027, 1, 7),
        reason="Wij hebben het besluit twee dagen later verzonden dan gepland.",
    ),
    contact=ContactBlank(name="Anna Jansen", phone="14 077", email="vergunningen@venlo.example"),
    annexes=("artikelen en voorschriften", "rapport T-2026-0456 (geschoond)"),
    copies_to=("uw gemachtigde", "politie-eenheid Limburg (alleen het besluit)"),
    privacy_url="www.venlo.example/privacy",
)

GENK_CASE = replace(
    VENLO_CASE,
    municipality="Genk",
    measure_kind="closure-134quinquies",
    mayor=MayorBlank(name="Celine Vandenbroucke", title="De burgemeester van Genk"),
    addressee=("Blinkend BV", "t.a.v. de zaakvoerder", "Hasseltweg 112", "3600 GENK"),
    case_number="2026/BH/077",
    delivery_method="afgegeven tegen ontvangstbewijs",
    establishment=EstablishmentBlank(
        name="Carwash Blinkend",
        address="Hasseltweg 112, 3600 Genk",
        sector="carwash",
        register_number="2.123.456.789",
        rooms="de wasstraat, het kantoor en de woonruimte achter het kantoor.",
    ),
    duration=DurationBlank(
        from_on=date(2026, 12, 1),
        until_on=date(2027, 2, 28),
        from_at=time(8, 0),
        reason="drie maanden zijn nodig om de slaapplaatsen te verwijderen en dat na te gaan.",
    ),
    having_regard_to=(
        "het bestuurlijk verslag nr. BV-2026-19 van 3 november 2026, opgemaakt door de lokale politie",
        "de artikelen 433quinquies tot 433octies van het Strafwetboek",
    ),
    grounds=(
        GroundBlank(
            article="artikel 134quinquies van de Nieuwe Gemeentewet",
            quote="Er zijn ernstige aanwijzingen dat in de inrichting feiten van mensenhandel plaatsvinden.",
            own_words="Huisvesting op de werkplek in onwaardige omstandigheden kan zo’n aanwijzing zijn.",
            motivation="De vaststelling is rechtstreeks gedaan en wordt bevestigd door de arbeidsinspectie.",
            facts=(
                FactBlank(
                    text="Achter het kantoor lagen vier matrassen; er was geen verwarming en geen douche.",
                    seen_on=date(2026, 10, 28),
                    time=time(6, 40),
                    place="ruimte achter het kantoor",
                    source="bestuurlijk verslag nr. BV-2026-19",
                ),
            ),
        ),
    ),
    hearing=replace(
        VENLO_CASE.hearing or HearingBlank(),
        how="U kunt antwoorden per brief of per e-mail.",
        where="het stadhuis, Stadsplein 1 in Genk.",
        file_access="op het stadhuis, op werkdagen van 9.00 tot 12.00 uur.",
        summary="De uitbater vindt dat de ruimte niet werd gebruikt.",
        reply="De persoonlijke spullen die er lagen, wijzen op het tegendeel.",
    ),
    annexes=("verslag van het horen", "bestuurlijk verslag nr. BV-2026-19 (geschoond)"),
    copies_to=("de eigenaar van het pand", "de lokale politie"),
    privacy_url="www.genk.example/privacy",
    representative="mr. J. Vermeulen, advocaat te Hasselt",
    consultation=ConsultationBlank(
        authority="de arbeidsauditeur te Hasselt", on=date(2026, 11, 9), answer="geen bezwaar"
    ),
    permitted_acts="noodzakelijk onderhoud, na toestemming van de burgemeester.",
    lifting="de slaapplaatsen zijn verwijderd en een veilige werkwijze is aangetoond.",
    sealing_on=date(2026, 12, 2),
    penalty=PenaltyBlank(amount="1.000 euro per dag", maximum="25.000 euro"),
    consequences=("Klanten kunnen hun voertuig afhalen tot en met 4 december 2026.",),
    remedies=RemediesBlank(
        authority_address="de Raad van State, Wetenschapsstraat 33, 1040 Brussel",
        online_route="eproadmin.raadvst-consetat.example",
    ),
    college=CollegeBlank(
        meeting_on=date(2026, 11, 26),
        outcome="confirmed",
        number="CBS-2026-1188",
        present="de burgemeester, vijf schepenen en de algemeen directeur",
        director="Dirk Peeters",
        mayor_decided_on=date(2026, 11, 23),
    ),
    contact=ContactBlank(name="Femke Claes", phone="089 65 36 00", email="vergunningen@genk.example"),
    objection_last_day=None,
)

NAMUR_CASE = replace(
    GENK_CASE,
    municipality="Namur",
    mayor=MayorBlank(name="Celine Vandenbroucke", title="La bourgmestre de Namur"),
    addressee=("Éclat SRL", "à l’attention du gérant", "Chaussée de Dinant 112", "5000 NAMUR"),
    delivery_method="remis contre accusé de réception",
    representative="Me J. Vermeulen, avocat à Namur",
    establishment=EstablishmentBlank(
        name="Car-wash Éclat",
        address="Chaussée de Dinant 112, 5000 Namur",
        sector="car-wash",
        register_number="2.123.456.789",
        rooms="la piste de lavage, le bureau et le local situé derrière le bureau.",
    ),
    duration=replace(
        GENK_CASE.duration or DurationBlank(date(2026, 12, 1), date(2027, 2, 28)),
        reason="trois mois sont nécessaires pour enlever les couchages et vérifier qu’ils le sont.",
    ),
    having_regard_to=("le rapport administratif n° RA-2026-19 du 3 novembre 2026, établi par la police locale",),
    grounds=(
        GroundBlank(
            article="article 134quinquies de la Nouvelle loi communale",
            quote="Il existe des indices sérieux que des faits de traite se déroulent dans l’établissement.",
            own_words="Un hébergement indigne sur le lieu de travail peut constituer un tel indice.",
            motivation="La constatation est directe et elle est confirmée par l’inspection du travail.",
            facts=(
                FactBlank(
                    text="Quatre matelas se trouvaient derrière le bureau, sans chauffage ni douche.",
                    seen_on=date(2026, 10, 1),
                    time=time(6, 40),
                    place="local derrière le bureau",
                    source="rapport administratif n° RA-2026-19",
                ),
            ),
        ),
    ),
    hearing=replace(
        VENLO_CASE.hearing or HearingBlank(),
        how="Vous pouvez répondre par lettre ou par courriel.",
        where="Hôtel de Ville, 5000 Namur, salle 2.",
        file_access="à l’Hôtel de Ville, les jours ouvrables de 9\u00a0h\u00a000 à 12\u00a0h\u00a000.",
        summary="L’exploitant estime que le local n’était pas occupé.",
        reply="Les effets personnels trouvés sur place montrent le contraire.",
    ),
    interests=InterestsBlank(
        suitable="la fermeture met fin à l’hébergement sur place.",
        necessary="un avertissement et une astreinte ont été examinés et ne suffisent pas.",
        balanced="la dignité humaine l’emporte ici sur la perte de revenus.",
    ),
    consultation=ConsultationBlank(
        authority="l’auditeur du travail de Namur", on=date(2026, 11, 9), answer="aucune objection"
    ),
    permitted_acts="l’entretien nécessaire, avec l’accord du bourgmestre.",
    lifting="les couchages sont enlevés et une organisation sûre du travail est démontrée.",
    penalty=PenaltyBlank(amount="1\u202f000 euros par jour", maximum="25\u202f000 euros"),
    consequences=("Les clients peuvent reprendre leur véhicule jusqu’au 4 décembre 2026 inclus.",),
    remedies=RemediesBlank(
        authority_address="Conseil d’État, rue de la Science 33, 1040 Bruxelles",
        online_route="eproadmin.raadvst-consetat.example",
    ),
    college=CollegeBlank(
        meeting_on=date(2026, 11, 26),
        outcome="confirmed",
        number="CC-2026-1188",
        present="la bourgmestre, cinq échevins et le directeur général",
        director="Dirk Peeters",
        mayor_decided_on=date(2026, 11, 23),
    ),
    contact=ContactBlank(name="Femke Claes", phone="081 24 60 00", email="permis@namur.example"),
    annexes=("procès-verbal de l’audition",),
    copies_to=("la police locale",),
    privacy_url="www.namur.example/vie-privee",
)

CASES = {"nl": (VENLO_CASE, VENLO), "be-vlg": (GENK_CASE, GENK), "be-wal": (NAMUR_CASE, NAMUR)}
