"""The one builder of the Jinja environment, and the way from a page's data to its HTML.

There is one environment per language, so that a component called without context still knows
the language of its page. A template sees `page` (one frozen dataclass), `site`, and the
filters and globals below.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from calendar_app.domain.shown import shown_on
from calendar_app.domain.vocabulary import LANGUAGES
from calendar_app.web.compiled import COMPILED
from calendar_app.web.contact_links import contact_href
from calendar_app.web.markdown import markdown_html
from calendar_app.web.static_files import StaticFiles
from calendar_app.words import (
    access,
    ages,
    dates,
    languages,
    lists,
    places,
    price,
    problems,
    registration,
    schedule,
    states,
)
from calendar_app.words.catalogue import SOURCE_LANGUAGE, translations
from calendar_app.words.languages import preferred_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every page says about the service: rows and settings, never code.

    `line` names the libraries, `notice` is a banner (the demonstration has one), `footer`
    holds the links to the accessibility statement, privacy and so on, `colours` is the address
    of the style sheet with the libraries' colours, "" when they have none.
    """

    name: str
    line: str = ""
    notice: str = ""
    footer: tuple[Link, ...] = ()
    colours: str = ""


class Pages:
    """Renders templates; made once, in `create_app`."""

    def __init__(
        self,
        *,
        site: Callable[[str], Site],
        urls: object,
        static: StaticFiles,
        folder: Path | None = None,
    ) -> None:
        self._site = site
        self._environments = {
            language: environment(language, urls=urls, static=static, folder=folder)
            for language in LANGUAGES
        }

    def render(self, name: str, page: object, *, language: str, **shared: object) -> str:
        """Fill a template with `page`; `shared` is what a family of pages has in common."""
        template = self._environments[language].get_template(name)
        return template.render(page=page, site=self._site(language), **shared)

    def answer(
        self,
        name: str,
        page: object,
        *,
        language: str = SOURCE_LANGUAGE,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **shared: object,
    ) -> HTMLResponse:
        """Render a page as a response."""
        body = self.render(name, page, language=language, **shared)
        return HTMLResponse(body, status_code=status, headers=headers)


def page(
    request: Request,
    name: str,
    context: object,
    *,
    language: str = SOURCE_LANGUAGE,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **shared: object,
) -> HTMLResponse:
    """Answer a request with a page of the application that it came to.

    `guess` is the reader's own language as the browser says it, None when it says none of ours.
    """
    guess = preferred_language(",".join(request.headers.getlist("accept-language")))
    pages: Pages = request.app.state.parts.pages
    return pages.answer(
        name, context, language=language, status=status, headers=headers, guess=guess, **shared
    )


def templates_dir() -> Path:
    """Find the templates: inside the package when it was installed, else in the checkout."""
    package = Path(__file__).parents[1]
    packaged = package / "_templates"
    return packaged if packaged.is_dir() else package.parent / "templates"


def environment(
    language: str, *, urls: object, static: StaticFiles, folder: Path | None = None
) -> Environment:
    """Make the environment in which all templates of one language are rendered."""
    made = Environment(
        loader=FileSystemLoader(folder or templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
    )
    made.install_gettext_translations(  # type: ignore[attr-defined]
        translations(language), newstyle=True
    )
    made.filters.update(_filters(language))
    made.globals.update(
        language=language,
        language_names=languages.OWN_NAMES,
        offered_language=languages.offered_language,
        static_url=static.url,
        urls=urls,
    )
    return made


_WORDS: dict[str, Callable[..., object]] = {
    "access_missing": access.access_missing,
    "access_offered": access.access_offered,
    "choice_name": states.choice_name,
    "clock": dates.clock_words,
    "date": dates.date_words,
    "date_range": dates.date_range_words,
    "day_heading": dates.day_heading,
    "day_number": dates.day_number,
    "either": lists.either,
    "hours": dates.hours_words,
    "language_name": languages.language_name,
    "listed": lists.listed,
    "moment": dates.moment_words,
    "month": dates.month_words,
    "month_name": dates.month_name,
    "place": places.place_words,
    "price": price.price_words,
    "problem": problems.problem_words,
    "registration": registration.registration_words,
    "registration_details": registration.registration_details,
    "relative_day": dates.relative_day,
    "schedule": schedule.schedule_words,
    "short_date": dates.short_date_words,
    "short_place": places.short_place_words,
    "short_price": price.short_price_words,
    "short_registration": registration.short_registration_words,
    "short_span": dates.short_span_words,
    "span": dates.span_words,
    "state_sentence": states.state_sentence,
    "week": dates.week_words,
    "weekday": dates.weekday_name,
}
"""Filters that take the language of the page as their argument `language`."""


def _filters(language: str) -> dict[str, Callable[..., object]]:
    spoken = {name: partial(words, language=language) for name, words in _WORDS.items()}
    return {
        **spoken,
        "ages": lambda event: ages.age_words(event.age_from, event.age_to, language),
        "contact_href": contact_href,
        "direction": languages.text_direction,
        "language_offer": languages.language_offer,
        "markdown": markdown_html,
        "shown_on": shown_on,
    }
