"""What a staff page says after something was done: a code in the address, never its words."""

from calendar_app.words import borrowing, gatherings, people
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.setup import DONE as SETUP_DONE

MESSAGES = {
    **borrowing.DONE,
    **people.DONE,
    **gatherings.DONE,
    "opprettet": N_("Arrangementet er lagret som utkast. Bare biblioteket ditt ser det."),
    "opprettet-planlagt": N_("Arrangementet er lagret og planlagt. Alle bibliotekene ser det."),
    "opprettet-publisert": N_("Arrangementet er publisert og står i kalenderen."),
    "lagret-fra-for": N_("Dette var lagret fra før. Her er arrangementet slik det står nå."),
    "lagret": N_("Endringene er lagret."),
    "draft": N_("Arrangementet er et utkast igjen. Bare biblioteket ditt ser det."),
    "planned": N_("Arrangementet er planlagt. Ansatte i alle bibliotekene ser det."),
    "published": N_("Arrangementet er publisert og står i kalenderen."),
    "withdrawn": N_("Arrangementet er trukket tilbake og borte fra kalenderen."),
    "avlyst": N_("Arrangementet er avlyst. Det blir stående i kalenderen, merket AVLYST."),
    "avlysning-angret": N_("Avlysningen er angret. Arrangementet går som planlagt."),
    "dato-avlyst": N_("Datoen er avlyst. Den blir stående i kalenderen, merket AVLYST."),
    "dato-avlysning-angret": N_("Avlysningen er angret. Datoen går som planlagt."),
    "dato-lagret": N_("Datoen er endret."),
    "serie-endret": N_("Alle datoene framover er endret."),
    "serie-delt": N_(
        "Serien er delt i to. Her er datoene du endret; de tidligere står i et eget arrangement."
    ),
    "dato-tilbakestilt": N_("Datoen er tilbake til det serien sier."),
    "dato-lagt-til": N_("Datoen er lagt til."),
    "dato-fjernet": N_("Datoen er tatt bort."),
    "dato-har-oppmote": N_(
        "Datoen har oppmøte eller påmeldinger, så den kan ikke tas bort. Avlys den i stedet."
    ),
    "forslag": N_("Det er bedt om at arrangementet blir publisert. En koordinator ser på det."),
    "forslag-trukket": N_("Arrangementet venter ikke lenger på å bli publisert."),
    "forslag-avvist": N_("Forslaget er sendt tilbake. Grunnen står i det interne notatet."),
    "angret-alt": N_("Endringen er angret."),
    "angret-for": N_("Endringen er angret fra før. Ingenting er endret nå."),
    "fullt": N_("Datoen er merket FULLT."),
    "ikke-fullt": N_("Datoen er ikke lenger merket FULLT."),
    "slettet": N_("Arrangementet ligger i papirkurven. Der kan dere hente det i 90 dager."),
    "er-lant-bort": N_("Andre bibliotek har bedt om å låne dette. Da kan det ikke slettes."),
    "hentet-tilbake": N_("Arrangementet er hentet tilbake, som utkast."),
    "gjenopprettet": N_("Arrangementet er gjenopprettet slik det var."),
    "endret-imens": N_("Noen endret arrangementet imens. Se en gang til før du gjenoppretter."),
    "uttradt": N_("Biblioteket står ikke lenger på arrangementet."),
    "lenke-avsluttet": N_("Kalenderlenken er avsluttet."),
    "lenke-meldt": N_("Kalenderlenken er meldt på avveie og virker ikke lenger."),
    "filter-opprettet": N_("Utvalget er laget, og adressen virker."),
    "filter-lagret": N_("Utvalget er endret. De som følger det, ser det ved neste henting."),
    "filter-avsluttet": N_("Utvalget er avsluttet. De som følger det, får beskjed i kalenderen."),
    "filter-gjenopptatt": N_("Utvalget er i bruk igjen."),
    "foreslatt": N_("Alt er lagret, og det er bedt om at arrangementet blir publisert."),
    "mal-lagret": N_("Malen er lagret. Neste nye arrangement kan starte fra den."),
    "mal-slettet": N_("Malen er slettet."),
    "oppmote-lagret": N_("Tallene er lagret."),
    "periode-lagret": N_("Lagret. Planen viser det."),
    "periode-slettet": N_("Perioden er slettet."),
    "kladd-forkastet": N_("Kladden er forkastet."),
    **SETUP_DONE,
    "ikke-mulig": N_("Det lot seg ikke gjøre slik arrangementet står nå. Ingenting er endret."),
}


def flash_words(code: str, language: str) -> str:
    """Give the sentence of a code; "" for one that does not exist."""
    message = MESSAGES.get(code)
    return translations(language).gettext(message) if message else ""
