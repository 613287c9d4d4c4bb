"""Codes of problems as sentences that say what to do, with what was entered in them."""

from collections import defaultdict
from datetime import date, time

from calendar_app.domain.problems import Problem
from calendar_app.words import borrowing, gatherings, people
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import ENGLISH, date_words
from calendar_app.words.import_problems import OF_AN_EVENT, OF_THE_FILE
from calendar_app.words.setup import PROBLEMS as SETUP_PROBLEMS

SENTENCES = {
    **OF_THE_FILE,
    **OF_AN_EVENT,
    **SETUP_PROBLEMS,
    **borrowing.PROBLEMS,
    **people.PROBLEMS,
    **gatherings.PROBLEMS,
    "required": N_("Fyll ut dette feltet."),
    "too_long": N_("Teksten er for lang. Bruk høyst %(max)s tegn."),
    "not_a_url": N_("Skriv en hel nettadresse som begynner med https:// eller http://."),
    "not_an_email": N_("Skriv en e-postadresse, for eksempel navn@example.org."),
    "not_a_number": N_("Skriv et helt tall med sifre."),
    "not_a_date": N_("Skriv en dato som finnes, for eksempel 8.2.2027."),
    "not_a_time": N_("Skriv et klokkeslett, for eksempel 18.00."),
    "end_before_start": N_("Slutten kommer før starten."),
    "no_dates": N_("Dette gir ingen datoer."),
    "time_does_not_exist": N_(
        "Klokka stilles fram %(date)s, så kl. %(time)s finnes ikke den dagen."
    ),
    "time_is_ambiguous": N_(
        "Klokka stilles tilbake %(date)s, så kl. %(time)s kommer to ganger. Velg hvilken."
    ),
    "too_many_dates": N_("Dette gir for mange datoer. Et arrangement kan ha høyst %(max)s."),
    "two_dates_same_day": N_(
        "Et arrangement kan bare ha én dato per dag, og %(date)s er der to ganger."
    ),
    "date_moved_away": N_(
        "Datoen %(date)s finnes, men er flyttet til %(moved)s. Endre den i stedet."
    ),
    "unknown_choice": N_("Velg et av alternativene."),
    "age_reversed": N_("Den øvre aldersgrensen er lavere enn den nedre."),
    "missing_place": N_("Velg et sted, eller skriv hvor det er."),
    "missing_online_url": N_("Skriv lenken til det digitale arrangementet."),
    "missing_amount": N_("Skriv hva det koster, i hele kroner."),
    "date_is_past": N_("Datoen har vært. Velg i dag eller en senere dato."),
    "reason_required": N_("Skriv en grunn. Den vises for alle."),
    "filter_unknown_value": N_("Kjenner ikke «%(value)s» under «%(key)s»."),
    "filter_too_many_values": N_("Bruk høyst ti verdier av «%(key)s»."),
    "filter_says_nothing": N_(
        "Lim inn en adresse fra kalenderen der du har valgt minst ett filter."
    ),
    "slug_invalid": N_(
        "Bruk bare a–z, tall og bindestrek, minst én bokstav, og ikke et ord som filtrene bruker."
    ),
    "slug_taken": N_("«%(slug)s» er eller har vært navnet på noe annet. Velg et annet."),
    "stale": N_("Noen andre har endret dette etter at du åpnet det."),
    "organiser_wants_approval": N_(
        "Dette biblioteket godkjenner selv det som publiseres. "
        "Trekk arrangementet tilbake før du bytter bibliotek."
    ),
    "not_your_library": N_("Du kan ikke endre arrangementene til dette biblioteket."),
    "count_or_until": N_("Velg enten antall ganger eller en sluttdato, ikke begge."),
    "interval_out_of_range": N_("Skriv et tall fra 1 til %(max)s."),
    "until_before_start": N_("Sluttdatoen kommer før den første datoen."),
    "exdate_not_in_rule": N_("Serien har ingen dato %(date)s."),
    "count_out_of_range": N_("Skriv et tall fra 1 til %(max)s."),
    "until_too_late": N_("Sluttdatoen er for langt fram. Bruk senest %(date)s."),
    "shift_needs_rule": N_(
        "En månedlig serie kan ikke flyttes ved å flytte én av datoene. Endre datoene i "
        "arrangementet i stedet."
    ),
    "shift_changes_kind": N_(
        "Hele serien kan ikke gå fra klokkeslett til hele dager her. Endre det i arrangementet."
    ),
    "number_out_of_range": N_("Skriv et tall fra %(min)s til %(max)s."),
    "not_an_image": N_(
        "Dette er ikke et bilde vi kan bruke. Velg et bilde i JPEG, PNG, WebP eller GIF."
    ),
    "image_too_many_pixels": N_("Bildet er for stort. Velg et på høyst 20 megapiksler."),
    "image_too_large": N_("Bildet er for stort. Velg et på høyst %(max)s MB."),
    "image_is_gone": N_("Bildet finnes ikke lenger. Velg det på nytt."),
    "images_busy": N_("Det kom for mange bilder på en gang. Velg bildet på nytt om litt."),
    "missing_image_alt": N_("Skriv hva bildet viser, for dem som ikke ser det."),
    "missing_person_name": N_("Skriv navnet også, ikke bare rollen «%(role)s»."),
    "missing_book_title": N_("Skriv tittelen på boka."),
    "not_an_isbn": N_("«%(isbn)s» er ikke et ISBN. Se etter om alle sifrene er riktige."),
    "too_many_rows": N_("Her er det plass til høyst %(max)s."),
    "two_fundings": N_("Velg enten en støtte fra lista eller skriv en egen, ikke begge."),
    "template_name_taken": N_("Det finnes alt en mal som heter det. Velg et annet navn."),
    "two_places": N_("Velg enten et sted fra lista eller skriv et annet sted, ikke begge."),
    "missing_age": N_("Velg hvem det passer for, eller kryss av for at det passer for alle."),
    "missing_registration_url": N_("Skriv lenken der folk melder seg på."),
    "missing_registration_contact": N_(
        "Skriv hvordan folk melder seg på, for eksempel et telefonnummer."
    ),
    "closes_before_opens": N_("Påmeldingen stenger før den åpner."),
    "say_which_reading": N_(
        "Klokka stilles tilbake %(date)s, så kl. %(time)s kommer to ganger. "
        "Skriv sommertid eller vintertid etter klokkeslettet."
    ),
    "line_not_a_date": N_(
        "«%(line)s» er ikke en dato. Skriv én dato på hver linje, for eksempel 8.2.2027."
    ),
    "feed_name_taken": N_(
        "Du har en kalenderlenke som heter det. Velg et annet navn, eller avslutt den først."
    ),
    "too_many_feeds": N_(
        "Du kan ha høyst %(max)s kalenderlenker. Avslutt en du ikke bruker, og prøv igjen."
    ),
    "part_without_whole": N_("Skriv også hvor mange som kom i alt."),
    "part_above_whole": N_("Det kan ikke være flere enn alle som kom: %(whole)s."),
    "period_too_long": N_("En rapport kan dekke høyst tre år."),
    "year_out_of_range": N_("Bruk et år fra %(first)s til %(last)s."),
    "period_over_limit": N_("En periode kan vare i høyst %(max)s dager."),
    "wrong_credentials": N_("Feil e-postadresse eller passord."),
    "too_many_attempts": N_("For mange forsøk. Vent litt og prøv igjen."),
    "foreign_form": N_(
        "Ingenting er lagret. Skjemaet kom fra et annet nettsted, eller du har logget inn på nytt "
        "etter at du åpnet det. Gå tilbake, last siden på nytt og prøv igjen."
    ),
}


def problem_words(problem: Problem, language: str) -> str:
    """Give the sentence for a problem, its details put in as this language writes them.

    A detail that is missing leaves a dash: no page fails for the sake of one word.
    """
    said = {name: _value(value, language) for name, value in problem.details.items()}
    values = defaultdict(lambda: "–", said)
    return translations(language).gettext(SENTENCES[problem.code]) % values


def _value(value: object, language: str) -> str:
    if isinstance(value, date):
        return date_words(value, language)
    if isinstance(value, time):
        return value.strftime("%H:%M" if language == ENGLISH else "%H.%M")
    return str(value)
