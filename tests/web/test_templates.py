"""Templates: safe by construction, whole in three languages, and readable by machines."""

import gzip
import re
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from calendar_app.domain.event import Book, Person, State
from calendar_app.domain.timing import DAY
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.web.public.context import CalendarPage, ErrorPage
from calendar_app.web.public.event_context import EventPage
from calendar_app.web.public.subscribe_context import SubscribePage
from calendar_app.web.render import templates_dir
from calendar_app.web.static_files import FOLDER
from tests.support.pages import (
    Document,
    calendar_page,
    event_page,
    everything,
    in_every_state,
    make_environment,
    make_pages,
    subscribe_page,
)
from tests.support.published import make_published, timed

TEMPLATES = sorted(templates_dir().rglob("*.html"))
PAGES = make_pages()
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"onfocus=alert(1) x="',
    "{{7*7}}{%raw%}",
    "<svg/onload=alert(1)>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img onerror=x&gt;">',
    "<details open ontoggle=alert(1)>",
    "<!--<script>",
)


def without_jinja(source: str) -> str:
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)


def name_of(path: Path) -> str:
    return str(path.relative_to(templates_dir()))


def calendar(page: CalendarPage, language: str = "nb") -> Document:
    return Document(PAGES.render("public/calendar.html", page, language=language))


def subscribe(page: SubscribePage, language: str = "nb") -> Document:
    return Document(PAGES.render("public/subscribe.html", page, language=language))


def event(page: EventPage, language: str = "nb") -> Document:
    return Document(PAGES.render("public/event.html", page, language=language))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_cannot_let_markup_through(path: Path) -> None:
    """T-4, and the content security policy: nothing inline, nothing unescaped or unquoted."""
    source = path.read_text()
    bare = without_jinja(source)
    assert re.findall(r"\|\s*safe\b|Markup\(|autoescape\s+false", source) == []
    assert re.findall(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", bare, re.I) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)[^>]*>", bare) == []
    tags = re.findall(r"<[^>]*>", re.sub(r'"[^"]*"', '""', bare))
    assert [tag for tag in tags if re.search(r'=(?!"")', tag)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_has_no_words_outside_messages(path: Path) -> None:
    source = re.sub(r"\{% block (main|body)_class %\}.*?\{% endblock %\}", "", path.read_text())
    bare = re.sub(r"<[^>]*>", "", without_jinja(source), flags=re.S)
    assert re.findall(r"[^\W\d_]+", bare) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_can_be_read(language: str) -> None:
    environment = make_environment(language)
    for path in TEMPLATES:
        environment.get_template(name_of(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_calendar_shows_every_state_in_words(language: str) -> None:
    shown = calendar(calendar_page(in_every_state(), "bibliotek=hamar,hammar"), language)
    words = {
        "nb": ("Avlyst Lesestund", "Fullt Lesestund", "Utsatt Lesestund", "Ny tid Lesestund"),
        "nn": ("Avlyst Lesestund", "Fullt Lesestund", "Utsett Lesestund", "Ny tid Lesestund"),
        "en": (
            "Cancelled Lesestund",
            "Full Lesestund",
            "Postponed Lesestund",
            "New time Lesestund",
        ),
    }
    assert [one for one in words[language] if one not in shown.text] == []
    assert "Bibliotekaren er syk." in shown.text


def test_calendar_groups_by_day_with_weeks_and_what_goes_on() -> None:
    text = calendar(calendar_page(in_every_state())).text
    headings = [
        "Pågår nå",
        "I dag , mandag 8. februar uke 6",
        "I morgen , tirsdag 9. februar",
        "mandag 15. februar uke 7",
        "tirsdag 16. februar",
    ]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Til og med 20. februar" in text
    assert "Flyttet fra ons. 10. feb. kl. 11.00–11.45" in text


def test_calendar_tells_of_unknown_values_and_offers_to_take_filters_away() -> None:
    shown = calendar(calendar_page([], "bibliotek=hamar,hammar&alder=3-6"))
    assert "Kjenner ikke «hammar» – mente du «hamar»?" in shown.text
    assert "Ingenting i kalenderen passer til det du har valgt." in shown.text
    assert [link["href"] for link in shown.all("a", class_="chip")] == [
        "/kalender?alder=3-6",
        "/kalender?bibliotek=hamar",
    ]
    assert "Fjern «3–6 år»" in shown.text


def test_calendar_form_keeps_what_it_has_no_field_for() -> None:
    shown = calendar(calendar_page([], "type=-lesestund,verksted&avlyst=synlig&ui=nn&alder=5"))
    assert [(one["name"], one["value"]) for one in shown.all("input", type="hidden")] == [
        ("type", "-lesestund"),
        ("avlyst", "synlig"),
        ("ui", "nn"),
    ]
    ticked = [one for one in shown.all("input", type="checkbox") if "checked" in one]
    assert [(one["name"], one["value"]) for one in ticked] == [("alder", "5"), ("type", "verksted")]


def test_event_page_answers_what_parents_ask() -> None:
    text = event(event_page([everything()], repeats="Hver mandag")).text
    expected = (
        "mandag 8. februar 2027 kl. 11.00–11.45",
        "Hver mandag",
        "Galleriet, Hamar bibliotek, hovedbiblioteket og digitalt",
        "3–6 år Passer best for de minste.",
        "80 kr Voksne følger gratis.",
        "Du må melde deg på Plass til 16",
        "Det er venteliste",
        "Rullestoltilpasset lokale Ikke teleslynge Heis fra foajeen.",
        "norsk bokmål, ukrainsk",
        "en forteller, Forteller en fiolinist",
        "Eventyr av Asbjørnsen og Moe Sanger",
        "I samarbeid med Kulturskolen og Frivilligsentralen",
        "Støttet av Nasjonalbiblioteket.",
        "Sist endret 4. januar 2027 kl. 10.00",
    )
    said = text.replace(" ,", ",")
    assert [one for one in expected if one not in said] == []


def test_event_page_lists_every_date_with_its_state() -> None:
    days = [date(2027, 1, 25) + 7 * number * DAY for number in range(12)]
    dates = [make_published(span=timed(day)) for day in days]
    dates[4] = replace(dates[4], state=State.CANCELLED, state_reason="Sykdom.")
    text = event(event_page(dates)).text
    assert "2 tidligere datoer" in text
    assert "4 datoer til" in text
    assert "mandag 22. februar 2027 kl. 11.00–11.45 Avlyst Sykdom." in text
    assert text.count(" 2027 kl. 11.00–11.45") == 12 + 1


@pytest.mark.parametrize("state", [State.CANCELLED, State.POSTPONED])
def test_event_that_is_called_off_is_not_offered(state: State) -> None:
    shown = event(event_page([everything(state=state, state_reason="Sykdom.")]))
    assert "Sykdom." in shown.text
    assert "Legg i min kalender" not in shown.text
    assert "Meld deg på" not in shown.text


def test_event_that_is_over_says_so() -> None:
    shown = event(event_page([make_published(span=timed(date(2027, 2, 1)))]))
    assert "Dette arrangementet er over." in shown.text
    assert "Legg i min kalender" not in shown.text


def test_moved_date_that_is_over_is_told_as_an_ordinary_one() -> None:
    """DESIGN, section 4: `NY TID` stands until the date has passed, on pages as in feeds."""
    moved = make_published(state=State.MOVED, moved_from=timed(date(2027, 2, 1)))
    shown = [
        page.text
        for today in (date(2027, 2, 8), date(2027, 2, 9))
        for page in (
            calendar(calendar_page([moved], today=today)),
            event(event_page([moved], today=today)),
        )
    ]
    assert ["Ny tid" in text for text in shown] == [True, True, False, False]
    assert ["Flyttet fra" in text for text in shown] == [True, True, False, False]


def test_full_event_without_waiting_list_has_no_sign_up() -> None:
    full = everything(state=State.FULL)
    closed = replace(full, registration=replace(full.registration, waiting_list=False))
    assert "Sett deg på venteliste" in event(event_page([full])).text
    assert "Meld deg på" not in event(event_page([full])).text
    assert "Sett deg på venteliste" not in event(event_page([closed])).text
    assert "Meld deg på" not in event(event_page([closed])).text


def test_smallest_event_leaves_nothing_empty() -> None:
    """D-14: what is not known has no heading either."""
    bare = make_published(summary="", place=None, age_from=None, age_to=None, languages=())
    text = event(event_page([replace(bare, categories=())])).text
    assert [word for word in ("Med:", "Bøker", "Datoer", "Tilrettelegging") if word in text] == []
    assert "Hvor Hamar bibliotek" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 414, 429, 500, 503])
def test_error_pages(status: int, language: str) -> None:
    page = ErrorPage(title="Noe gikk galt", status=status, advice="Prøv igjen.")
    shown = Document(PAGES.render("error.html", page, language=language))
    assert shown.text.count("Noe gikk galt") == 2
    assert shown.all("meta", name="robots", content="noindex") != []


def test_text_carries_its_language_and_direction() -> None:
    """D-20."""
    for tag, direction in (("ar", "rtl"), ("se", "ltr"), ("uk", "ltr"), ("nn", "ltr")):
        told = everything(title="T", summary="S", content_language=tag)
        listed = calendar(calendar_page([told])).all(lang=tag, dir=direction)
        shown = event(event_page([told])).all(lang=tag, dir=direction)
        # Title, summary and the note of the date; and all that the library wrote.
        assert len(listed) == 3
        assert len(shown) == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_says_its_own_language(language: str) -> None:
    shown = calendar(calendar_page([]), language)
    assert shown.all("html") == [{"lang": language}]


def test_every_page_links_to_the_accessibility_statement() -> None:
    """D-19."""
    error = PAGES.render("error.html", ErrorPage(title="T", status=404), language="nb")
    pages = [
        calendar(calendar_page([])),
        event(event_page([everything()])),
        subscribe(subscribe_page([])),
        Document(error),
    ]
    assert [len(page.all("a", href="https://uustatus.example/1")) for page in pages] == [1] * 4


def test_head_names_feed_and_canonical_address() -> None:
    shown = calendar(calendar_page([]))
    assert shown.all("link", rel="canonical") == [
        {"rel": "canonical", "href": "https://kalender.example/kalender"}
    ]
    feeds = [
        (link["type"], link["href"])
        for link in shown.all("link", rel="alternate")
        if "type" in link
    ]
    assert feeds == [
        ("text/calendar", "https://kalender.example/kalender.ics"),
        ("application/rss+xml", "https://kalender.example/kalender.rss"),
    ]
    bare = calendar(calendar_page([], canonical="", alternates=()))
    assert bare.all("link", rel="canonical") == bare.all("link", type="text/calendar") == []


def hostile_pages(text: str) -> list[str]:
    told = everything(
        title=text,
        summary=text,
        description=text,
        note=text,
        state=State.CANCELLED,
        state_reason=text,
        age_note=text,
        funding=text,
        contact=text,
        partners=(text,),
        people=(Person(name=text, role=text),),
        books=(Book(title=text, author=text),),
    )
    told = replace(told, place=replace(told.place, name=text, room=text) if told.place else None)
    return [
        PAGES.render(
            "public/calendar.html",
            calendar_page(
                [told], f"bibliotek={text}&type=-{text}&sok=a+{text}", title=text, heading=text
            ),
            language="nb",
        ),
        PAGES.render("public/event.html", event_page([told, told]), language="nb"),
        PAGES.render(
            "public/subscribe.html",
            subscribe_page([told], f"bibliotek={text}&sok=a+{text}", words=text, limited=text),
            language="nb",
        ),
        PAGES.render("error.html", ErrorPage(title=text, status=404, advice=text), language="nb"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_typed(text: str) -> None:
    """T-4: no element and no attribute comes of what somebody typed."""
    for html in hostile_pages(text):
        shown = Document(html)
        harmless = Document(html.replace("&lt;", "").replace("&#34;", "").replace("&gt;", ""))
        scripts = [str(one.get("src", "")) for one in shown.all("script")]
        assert [one for one in scripts if not one.startswith("/static/")] == []
        assert {tag for tag, _ in shown.elements} & {"math", "style", "img", "iframe"} == set()
        attributes = {name for _, found in shown.elements for name in found}
        assert {name for name in attributes if name.startswith("on")} == set()
        assert [tag for tag, _ in shown.elements] == [tag for tag, _ in harmless.elements]
        assert " ".join(text.split()) in shown.text


def test_ids_are_unique_and_what_points_at_them_finds_them() -> None:
    pages = [
        calendar(calendar_page(in_every_state(), "bibliotek=hamar,hammar&alder=3-6")),
        event(event_page([everything(), make_published(span=timed(date(2027, 3, 1)))])),
        subscribe(subscribe_page(in_every_state(), "bibliotek=hamar,hammar&alder=3-6")),
    ]
    for shown in pages:
        ids = list(shown.values("id"))
        pointed = [
            *shown.values("for"),
            *(value for value in shown.values("aria-labelledby")),
            *(value[1:] for value in shown.values("href") if value.startswith("#")),
        ]
        assert sorted(ids) == sorted(set(ids))
        assert set(pointed) <= set(ids)


def test_headings_begin_with_one_h1_and_skip_no_level() -> None:
    for shown in (
        calendar(calendar_page(in_every_state())),
        event(event_page([everything()])),
        subscribe(subscribe_page(in_every_state())),
    ):
        levels = [int(tag[1]) for tag, _ in shown.elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_norwegian_pages_hold_no_slash_or_hyphen_dates() -> None:
    """D-2."""
    pages = [
        shown.text
        for language in ("nb", "nn")
        for shown in (
            calendar(calendar_page(in_every_state(), "fra=2027-02-01&til=2027-03-01"), language),
            event(event_page([everything()]), language),
            subscribe(subscribe_page(in_every_state(), "til=2027-03-01"), language),
        )
    ]
    assert [re.findall(r"\d+[/-]\d+[/-]\d+", text) for text in pages] == [[]] * 6


def test_list_page_of_50_events_is_small() -> None:
    """DESIGN §7: at most 40 KB transferred in all. Style sheet and icon are sent with it."""
    dates = [everything(span=timed(date(2027, 2, 8) + number * DAY)) for number in range(50)]
    html = PAGES.render("public/calendar.html", calendar_page(dates), language="nb")
    sent = [html.encode(), *((FOLDER / name).read_bytes() for name in ("public.css", "icon.svg"))]
    assert sum(len(gzip.compress(part)) for part in sent) < 20_000


def test_contexts_are_frozen() -> None:
    page = calendar_page([])
    for one in fields(page):
        with pytest.raises(AttributeError):
            setattr(page, one.name, None)
