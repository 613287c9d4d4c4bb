"""The page that offers a selection as a subscription: `/abonner?…` (FC-41)."""

from dataclasses import replace
from datetime import date
from functools import partial, reduce

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from calendar_app.addresses import Addresses
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical, parts, switched, without
from calendar_app.domain.grammar import Parsed, parse
from calendar_app.domain.keys import INTERFACE, SINCE, UNTIL
from calendar_app.domain.nearest import nearest_filter
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, coming_window
from calendar_app.domain.timing import local_date
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.parts import parts_of
from calendar_app.web.public.chosen_filters import chips, remarks
from calendar_app.web.public.codes import code_file, code_of
from calendar_app.web.public.context import FilterForm
from calendar_app.web.public.event_links import event_href
from calendar_app.web.public.feed_links import feed_address, ways
from calendar_app.web.public.filters import filter_form, offered, spoken
from calendar_app.web.public.languages import language_links
from calendar_app.web.public.listing import soonest
from calendar_app.web.public.presets import presets
from calendar_app.web.public.query import checked_query
from calendar_app.web.public.subscribe_context import Code, NamedOffer, SubscribePage
from calendar_app.web.render import Link, page
from calendar_app.wording import SERVICE
from calendar_app.words.catalogue import translations
from calendar_app.words.filter_parts import part_words
from calendar_app.words.filter_words import key_name
from calendar_app.words.selection import says_what, selection_heading, selection_name

_SHOWN = 3
"""Dates that are shown, so that nobody subscribes to something else than was meant."""


async def show(request: Request) -> Response:
    """Say what a subscription would hold, and give it in every form."""
    parts_ = parts_of(request)
    published = await parts_.publisher.current.index()
    parsed = _by_date(parse(checked_query(request), published.vocabulary))
    today = local_date(parts_.now())
    window = coming_window(today)
    found = await parts_.publisher.dates(parsed.selection, window)
    languages = spoken(published.entries.facets)
    options = offered(parsed, published.vocabulary, languages)
    form = filter_form(
        parsed,
        published.vocabulary,
        action=parts_.addresses.subscribe(),
        today=today,
        languages=languages,
        counts=await parts_.publisher.option_counts(parsed.known, window, options),
    )
    context = _page(parsed, published.vocabulary, found, parts_.addresses, today=today, form=form)
    context = replace(context, is_local=parts_.settings.is_loopback)
    return page(request, "public/subscribe.html", context, language=parsed.selection.ui)


async def code(request: Request) -> Response:
    """Give the QR code of the page as a file; 404 where the page has none."""
    parts_ = parts_of(request)
    parsed = _by_date(parse(checked_query(request), await parts_.publisher.vocabulary()))
    query, addresses = canonical(parsed.selection), parts_.addresses
    if query is None or not feed_address(parsed.selection, addresses):
        raise HTTPException(404)
    return code_file(addresses.subscribe(query), name="abonner", addresses=addresses)


def _by_date(parsed: Parsed) -> Parsed:
    """Leave rule mode out: it is for moving data, and doubles what somebody subscribes to."""
    return replace(
        parsed,
        selection=switched(parsed.selection, by_rule=False),
        known=switched(parsed.known, by_rule=False),
    )


def _page(
    parsed: Parsed,
    vocabulary: Vocabulary,
    found: list[PublishedOccurrence],
    addresses: Addresses,
    *,
    today: date,
    form: FilterForm,
) -> SubscribePage:
    selection, known, language = parsed.selection, parsed.known, parsed.selection.ui
    query = canonical(selection)
    name = selection_name(selection, vocabulary, language, service=SERVICE)
    offered = ways(selection, addresses, name=name)
    is_too_long = query is not None and offered is None
    hides = known.called_off is CalledOff.HIDDEN
    other_state = CalledOff.STATUS if hides else CalledOff.HIDDEN
    coming = [one for one in found if one.span.last >= today]
    href = partial(event_href, addresses=addresses, language=language)
    words = _words(parsed, vocabulary)
    return SubscribePage(
        title=translations(language).gettext("Abonner på kalenderen"),
        description=_description(words, language),
        canonical="" if query is None else addresses.absolute(addresses.subscribe(query)),
        home=_calendar(Selection(ui=language), addresses),
        languages=language_links(
            language, lambda ui: _subscribe(switched(known, ui=ui), addresses)
        ),
        words=words,
        today=today,
        list_href=_calendar(known, addresses),
        form=form,
        presets=presets(known, vocabulary, addresses),
        ways=offered,
        code=_code(query, addresses) if offered else None,
        total=len(coming),
        soonest=soonest(coming, most=_SHOWN, href=href),
        chips=chips(parsed, vocabulary, address=addresses.subscribe),
        remarks=remarks(parsed, vocabulary, address=addresses.subscribe),
        is_too_long=is_too_long,
        nearest=_nearest(selection, vocabulary, addresses) if is_too_long else None,
        loosen=_loosen(known, addresses) if is_too_long else (),
        limited=_limited(known, vocabulary, today),
        unlimited_href=_subscribe(replace(known, since=None, until=None), addresses),
        hides_cancelled=hides,
        other_state_href=_subscribe(switched(known, called_off=other_state), addresses),
        build_href=addresses.build(query or ""),
    )


def _words(parsed: Parsed, vocabulary: Vocabulary) -> str:
    selection = parsed.selection
    if selection.nothing or says_what(selection):
        return selection_heading(selection, vocabulary, selection.ui, search=parsed.search)
    return translations(selection.ui).gettext("Alle arrangementer")


def _description(words: str, language: str) -> str:
    message = translations(language).gettext(
        "%(words)s: få dem i kalenderen du bruker. Den retter seg selv når noe blir endret eller "
        "avlyst."
    )
    return message % {"words": words}


def _code(query: str | None, addresses: Addresses) -> Code | None:
    if query is None:
        return None
    path, file_path = addresses.subscribe(query), addresses.subscribe_code(query)
    return code_of(path, file_path=file_path, addresses=addresses)


def _limited(known: Selection, vocabulary: Vocabulary, today: date) -> str:
    """Say the dates that end a subscription, or keep it empty for a while; "" for none."""
    fixed = [
        (SINCE, known.since if isinstance(known.since, date) and known.since > today else None),
        (UNTIL, known.until if isinstance(known.until, date) else None),
    ]
    keys = {key for key, day in fixed if day}
    said = [part_words(part, vocabulary, known.ui) for part in parts(known) if part.key in keys]
    return ", ".join(said)


def _nearest(
    selection: Selection, vocabulary: Vocabulary, addresses: Addresses
) -> NamedOffer | None:
    found = nearest_filter(selection, vocabulary)
    if found is None:
        return None
    stored = parse(found.query, vocabulary).selection
    path = addresses.named_filter(found.slug, canonical(Selection(ui=selection.ui)) or "")
    return NamedOffer(
        link=Link(label=found.title, href=path),
        words=selection_heading(stored, vocabulary, selection.ui),
    )


def _loosen(known: Selection, addresses: Addresses) -> tuple[Link, ...]:
    """Give the keys without which the address is short enough; all of them if none is."""
    message = translations(known.ui).gettext("Uten valg av %(key)s")
    keys = dict.fromkeys(part.key for part in parts(known) if part.key != INTERFACE)
    rest = {
        key: reduce(without, [part for part in parts(known) if part.key == key], known)
        for key in keys
    }
    enough = {key: one for key, one in rest.items() if feed_address(one, addresses)} or rest
    return tuple(
        Link(label=message % {"key": key_name(key, known.ui)}, href=_subscribe(one, addresses))
        for key, one in enough.items()
    )


def _subscribe(selection: Selection, addresses: Addresses) -> str:
    return addresses.subscribe(canonical(selection) or "")


def _calendar(selection: Selection, addresses: Addresses) -> str:
    return addresses.calendar(canonical(selection) or "")
