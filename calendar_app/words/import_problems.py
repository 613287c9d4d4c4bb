"""What the reader of a calendar file has to tell, in words: about the file, and event by event."""

from calendar_app.words.catalogue import N_

OF_THE_FILE = {
    "import_file_not_found": N_("Finner ikke filen «%(name)s»."),
    "import_not_a_file": N_("«%(name)s» er ikke en fil."),
    "import_file_too_big": N_("Filen er for stor. Grensen er %(max)s MB."),
    "import_too_slow": N_("Filen tok for lang tid å lese."),
    "import_too_much_memory": N_("Filen krevde for mye minne."),
    "import_reader_failed": N_("Leseren stoppet midt i filen."),
    "import_empty": N_("Filen er tom."),
    "import_utf16": N_("Filen er lagret som UTF-16. Lagre den som UTF-8 og prøv igjen."),
    "import_archive": N_("Filen er en pakket fil. Pakk den ut og prøv igjen."),
    "import_html": N_("Dette er en nettside, ikke en kalenderfil."),
    "import_not_a_calendar": N_("Dette er ikke en kalenderfil."),
    "import_truncated": N_("Filen er ikke hel: den slutter på linje %(line)s."),
    "import_no_events": N_("Filen inneholder ingen arrangementer."),
    "import_nothing_read": N_("Ingen av de %(count)s arrangementene i filen kunne leses."),
    "import_too_many_events": N_("Filen har for mange arrangementer. Grensen er %(max)s."),
}
"""Nothing of such a file is taken in."""

OF_AN_EVENT = {
    "import_private": N_("Er merket som privat og er ikke tatt med."),
    "import_no_title": N_("Har ingen tittel."),
    "import_no_start": N_("Har ingen starttid."),
    "import_duplicate": N_("Står to ganger i filen. Utgaven på linje %(line)s er brukt."),
    "import_uid_shared": N_("Deler nummer (UID) med et annet arrangement. Begge er tatt med."),
    "import_end_assumed": N_(
        "Har ingen slutt, så den er satt til én time etter starten. Det gjelder %(count)s i alt."
    ),
    "import_event_cut_off": N_("Er ikke helt: noe mangler på slutten."),
    "import_event_unreadable": N_("Kunne ikke leses (%(error)s)."),
    "import_too_deep": N_("Har flere lag inne i hverandre enn %(max)s."),
    "import_line_unreadable": N_("Linja kunne ikke leses."),
    "import_line_too_long": N_("Linja med %(field)s er for lang."),
    "import_value_unreadable": N_("Verdien i %(field)s kunne ikke leses."),
    "import_text_shortened": N_("Teksten i %(field)s er kortet ned til %(max)s tegn."),
    "import_zone_unknown": N_(
        "Kjenner ikke tidssonen «%(zone)s», så tidene er lest som norsk tid. "
        "Det gjelder %(count)s i alt."
    ),
    "import_zone_unsafe": N_(
        "Tidssonen «%(zone)s» har regler som ikke kan brukes, så tidene er lest som norsk tid. "
        "Det gjelder %(count)s i alt."
    ),
    "import_year_out_of_range": N_("Har et årstall utenfor %(first)s–%(last)s."),
    "import_date_too_far": N_("Endringen gjelder %(date)s, som er for langt fram."),
    "import_range_ignored": N_(
        "En endring av «denne og alle senere» er bare brukt på den ene datoen."
    ),
    "import_change_outdated": N_("En endring er eldre enn selve arrangementet og er ikke brukt."),
    "import_rule_unreadable": N_("Gjentakelsen kunne ikke leses: %(rule)s"),
    "import_rule_unsupported": N_("Gjentakelsen bruker %(part)s, som vi ikke kan lese: %(rule)s"),
    "import_rule_too_frequent": N_("Gjentas oftere enn én gang om dagen: %(rule)s"),
    "import_rule_as_dates": N_("Gjentakelsen er tatt inn som enkeltdatoer: %(rule)s"),
    "import_rule_as_dates_open": N_(
        "Gjentakelsen uten slutt er tatt inn som enkeltdatoer, så langt fram som kalenderen går: "
        "%(rule)s"
    ),
    "import_series_cut": N_("Serien er for lang. Datoene til og med %(last)s er tatt inn."),
    "import_series_shortened": N_(
        "Serien er for lang. Datoene fra og med %(first)s til og med %(last)s er tatt inn."
    ),
    "import_two_dates_same_day": N_(
        "Har flere tider samme dag, første gang %(date)s. De er tatt inn som egne arrangementer."
    ),
    "import_too_many_dates": N_(
        "Gir for mange datoer til sammen. Grensen for en fil er %(max)s, så %(count)s "
        "arrangementer herfra er ikke lest."
    ),
    "import_too_many_extra_dates": N_("Har for mange enkeltdatoer. Grensen er %(max)s."),
}
"""One event, or one thing about it, as it was met; the event's title and line stand before it."""
