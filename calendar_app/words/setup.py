"""The set-up pages in words: what is set up, its fields, and what was done."""

from calendar_app.words.access import OFFERED
from calendar_app.words.catalogue import N_, translations

LABELS = {
    "name": N_("Navn"),
    "short_name": N_("Kort navn"),
    "kind": N_("Hva slags"),
    "municipality": N_("Kommune"),
    "municipality_no": N_("Kommunenummer"),
    "colour": N_("Farge"),
    "email": N_("E-post"),
    "needs_approval": N_("En koordinator må godkjenne før noe publiseres"),
    "slug": N_("Navn i adressen"),
    "library_id": N_("Hvilket bibliotek stedet hører til"),
    "building": N_("Bygning"),
    "street": N_("Gateadresse"),
    "postal_code": N_("Postnummer"),
    "city": N_("Poststed"),
    "address_verified": N_("Adressen er kontrollert og kan vises"),
    "latitude": N_("Breddegrad"),
    "longitude": N_("Lengdegrad"),
    "geo_precision": N_("Hva punktet viser"),
    **OFFERED,
    "access_note": N_("Mer om tilrettelegging"),
    "nb": N_("Navn på bokmål"),
    "nn": N_("Navn på nynorsk"),
    "en": N_("Navn på engelsk"),
    "low": N_("Fra alder"),
    "high": N_("Til alder"),
    "purpose": N_("Hva fellesskapet er til for"),
    "text": N_("Teksten under arrangementet"),
    "room_name": N_("Navnet på rommet"),
    "into": N_("Slå sammen med"),
}

HELP = {
    "short_name": N_("Brukes der det er trangt, for eksempel i lister."),
    "slug": N_(
        "Bokstavene a–z, tall og bindestrek. Tomt felt gir et navn etter navnet over. Endrer du "
        "det siden, virker de gamle adressene fortsatt."
    ),
    "colour": N_("For eksempel #1f5e8c. Den må være mørk nok til å leses på hvitt."),
    "email": N_("Dit folk kan skrive om arrangementene."),
    "municipality_no": N_("Fire sifre. Brukes i statistikken."),
    "latitude": N_("For eksempel 60,7945. Tomt felt gir ikke noe punkt på kartet."),
    "address_verified": N_("Uten dette vises bare stedsnavnet."),
    "high": N_("Tomt felt betyr at det ikke er noen øvre grense."),
    "text": N_("For eksempel «Støttet av Fritt Ord»."),
}

FAMILIES = {
    "bibliotek": (N_("Bibliotek"), N_("Nytt bibliotek")),
    "steder": (N_("Steder og rom"), N_("Nytt sted")),
    "aldersgrupper": (N_("Aldersgrupper"), N_("Ny aldersgruppe")),
    "kategorier": (N_("Kategorier"), N_("Ny kategori")),
    "fellesskap": (N_("Praksisfellesskap"), N_("Nytt praksisfellesskap")),
    "stotte": (N_("Støtteordninger"), N_("Ny støtteordning")),
}
"""What is set up, by its name in addresses: the heading of the list, and of a new one."""

KINDS = {"library": N_("Bibliotek"), "county": N_("Fylkesbibliotek")}
PRECISIONS = {"building": N_("Selve bygningen"), "town-centre": N_("Bare tettstedet")}
YES_OR_NO = {"": N_("Ikke oppgitt"), "ja": N_("Ja"), "nei": N_("Nei")}

PROBLEMS = {
    "not_a_colour": N_("Skriv en farge som # og seks tegn, for eksempel #1f5e8c."),
    "too_pale": N_("Fargen er for lys til å leses på hvitt. Velg en mørkere."),
    "not_a_municipality": N_("Skriv kommunenummeret med fire sifre."),
    "not_a_degree": N_("Skriv et tall, for eksempel 60,7945."),
    "half_a_point": N_("Skriv både breddegrad og lengdegrad, eller ingen av dem."),
    "missing_precision": N_("Velg om punktet viser bygningen eller bare tettstedet."),
    "verified_without_street": N_("Skriv gateadressen som er kontrollert."),
    "name_taken": N_("«%(name)s» finnes fra før. Velg et annet navn."),
    "room_taken": N_("Stedet har et rom som heter «%(name)s» fra før."),
}

DONE = {
    "oppsett-lagt-til": N_("Det er lagt til, og kan brukes med en gang."),
    "oppsett-lagret": N_("Endringen er lagret."),
    "oppsett-ute": N_("Det er tatt ut av bruk. Det som bruker det, er som før."),
    "oppsett-inne": N_("Det er i bruk igjen."),
    "oppsett-slettet": N_("Det er slettet."),
    "oppsett-i-bruk": N_("Det er i bruk og kan ikke slettes. Du kan ta det ut av bruk."),
    "oppsett-slatt-sammen": N_("De to er slått sammen. De gamle adressene virker fortsatt."),
    "oppsett-borte": N_("Noen andre har slettet det."),
}


def labels(language: str) -> dict[str, str]:
    """Give the labels of all fields by field name."""
    return _all(LABELS, language)


def helps(language: str) -> dict[str, str]:
    """Give the help of those fields that need some."""
    return _all(HELP, language)


def pairs(choices: dict[str, str], language: str) -> tuple[tuple[str, str], ...]:
    """Give choices as pairs of value and label."""
    return tuple(_all(choices, language).items())


def family_words(path: str, language: str) -> tuple[str, str]:
    """Give the heading of a list, and of the form of a new one."""
    text = translations(language)
    heading, new = FAMILIES[path]
    return text.gettext(heading), text.gettext(new)


def _all(messages: dict[str, str], language: str) -> dict[str, str]:
    text = translations(language)
    return {name: text.gettext(message) for name, message in messages.items()}
