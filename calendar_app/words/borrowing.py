"""The words for programmes that libraries lend each other: the story, the news, the answers."""

from calendar_app.domain.borrow_news import BorrowNews, NewsKind
from calendar_app.domain.borrowing import (
    BorrowCase,
    BorrowRequest,
    RequestState,
    Side,
    Step,
    StepKind,
    StopState,
)
from calendar_app.domain.stops import stop_state
from calendar_app.domain.timing import wall
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import clock_words, date_words, span_words

LABELS = {
    "library_id": N_("Hvem som vil låne"),
    "wished_date": N_("Ønsket dag"),
    "wished_time": N_("Ønsket klokkeslett"),
    "message": N_("Beskjed"),
    "answer": N_("Beskjed"),
    "reason": N_("Hvorfor ikke"),
    "word": N_("Hvorfor"),
    "proposal_text": N_("Beskjed"),
    "tour_title": N_("Navn på turneen"),
}
"""Fields of these pages that the event's form does not have."""

PROBLEMS = {
    "borrow_day_far": N_("Velg en dag før %(date)s."),
    "borrow_reason_required": N_("Skriv hvorfor, så de andre får vite det."),
    "borrow_asked_already": N_(
        "Dere har alt spurt om denne dagen. Velg en annen, eller se den forespørselen i lista."
    ),
}

DONE = {
    "utlan-apnet": N_("Andre bibliotek kan nå spørre om å låne opplegget."),
    "utlan-apnet-utkast": N_(
        "Opplegget er til låns. De andre ser det når arrangementet er planlagt eller publisert."
    ),
    "utlan-lukket": N_("Opplegget er ikke lenger til låns. Det som er avtalt, gjelder fortsatt."),
    "lan-lukket": N_("Dette opplegget er ikke til låns nå."),
    "lan-spurt": N_("Forespørselen er sendt. Svaret kommer her og på oversikten."),
    "lan-ja": N_("Avtalt. Arrangementet står nå i programmet til begge bibliotekene."),
    "lan-nei": N_("Svaret er sendt."),
    "lan-trukket": N_("Forespørselen er trukket, og det andre biblioteket får vite det."),
    "lan-foreslatt": N_("Forslaget er sendt."),
    "lan-ny-dato": N_("Ny dato er avtalt, og arrangementet er flyttet."),
    "lan-beholdt": N_("Datoen blir som den var."),
    "lan-sett": N_("Notert."),
    "lan-besvart": N_("Noen var raskere. Her er forespørselen slik den står nå."),
    "turne-lagret": N_("Turneen har fått nytt navn. Adressen er den samme."),
}

_STATES = {
    RequestState.ASKED: N_("Venter på svar"),
    RequestState.ACCEPTED: N_("Avtalt"),
    RequestState.DECLINED: N_("Nei"),
    RequestState.WITHDRAWN: N_("Trukket"),
}
_STOPS = {
    StopState.CANCELLED: N_("Avlyst"),
    StopState.POSTPONED: N_("Utsatt"),
    StopState.TAKEN_BACK: N_("Tatt ut av planen"),
    StopState.DELETED: N_("Slettet"),
}
_STEPS = {
    StepKind.ASKED: N_("%(who)s spurte om å låne opplegget %(wish)s"),
    StepKind.ACCEPTED: N_("%(who)s sa ja: %(when)s"),
    StepKind.DECLINED: N_("%(who)s sa nei"),
    StepKind.WITHDRAWN: N_("%(who)s trakk forespørselen"),
    StepKind.PROPOSED: N_("%(who)s foreslo %(when)s"),
    StepKind.AGREED: N_("%(who)s sa ja til %(when)s"),
    StepKind.KEPT: N_("%(who)s ville beholde datoen"),
    StepKind.NOTED: N_("%(who)s har sett endringen"),
}
_NEWS = {
    NewsKind.ASKED: N_("%(other)s spør om å låne «%(title)s» %(wish)s."),
    NewsKind.ACCEPTED: N_("%(other)s sa ja til å låne ut «%(title)s» %(agreed)s."),
    NewsKind.DECLINED: N_("%(other)s sa nei til å låne ut «%(title)s»."),
    NewsKind.WITHDRAWN: N_("%(other)s skal ikke låne «%(title)s» likevel."),
    NewsKind.PROPOSED: N_("%(other)s foreslår en annen dato for «%(title)s»: %(proposed)s."),
    NewsKind.AGREED: N_("%(other)s sa ja til ny dato for «%(title)s»: %(agreed)s."),
    NewsKind.KEPT: N_("%(other)s vil beholde datoen for «%(title)s»: %(agreed)s."),
    NewsKind.DATE_CHANGED: N_(
        "%(other)s har endret datoen for «%(title)s» fra %(agreed)s til %(now)s."
    ),
    NewsKind.STOP_CANCELLED: N_("%(other)s har avlyst «%(title)s» %(now)s."),
    NewsKind.STOP_POSTPONED: N_("%(other)s har utsatt «%(title)s» %(now)s."),
    NewsKind.STOP_TAKEN_BACK: N_("%(other)s har tatt «%(title)s» %(now)s ut av planen."),
    NewsKind.STOP_DELETED: N_("%(other)s har slettet «%(title)s» %(agreed)s."),
    NewsKind.STOP_GOING: N_("«%(title)s» hos %(other)s går som avtalt likevel: %(now)s."),
}


def borrowing_labels(language: str) -> dict[str, str]:
    """Give the labels of the fields by field name."""
    text = translations(language)
    return {name: text.gettext(label) for name, label in LABELS.items()}


def request_state_words(case: BorrowCase, language: str) -> str:
    """Say how it stands with a request, or with what came of it."""
    state = case.request.state
    message = _STATES[state]
    if state is RequestState.ACCEPTED:
        message = _STOPS.get(stop_state(case), message)
    return translations(language).gettext(message)


def wish_words(request: BorrowRequest, language: str) -> str:
    """Say when the borrower would like to have it: `onsdag 3. mars 2027 kl. 18.00`."""
    day = date_words(request.wished_date, language)
    if request.wished_minute is None:
        return day
    return f"{day} {clock_words(wall(request.wished_date, request.wished_minute), language)}"


def step_words(step: Step, case: BorrowCase, vocabulary: Vocabulary, language: str) -> str:
    """Say what happened in one step of the story."""
    return translations(language).gettext(_STEPS[step.kind]) % {
        "who": vocabulary.libraries[case.library_of(step.side)].short_name,
        "wish": wish_words(case.request, language),
        "when": span_words(step.span, language) if step.span else "–",
    }


def news_words(news: BorrowNews, vocabulary: Vocabulary, language: str) -> str:
    """Say what one side has not acknowledged yet, in one sentence."""
    case, request = news.case, news.case.request
    spans = {
        "agreed": request.agreed and request.agreed.span,
        "proposed": request.proposal and request.proposal.span,
        "now": case.stop_date and case.stop_date.span,
    }
    return translations(language).gettext(_NEWS[news.kind]) % {
        "other": vocabulary.libraries[case.library_of(news.side.other)].short_name,
        "title": case_title(case, news.side, language),
        "wish": wish_words(request, language),
        **{name: span_words(span, language) if span else "–" for name, span in spans.items()},
    }


def case_title(case: BorrowCase, side: Side, language: str) -> str:
    """Name the programme; one that its host no longer shares has no name to the borrower."""
    return case.title_for(side) or translations(language).gettext("Et opplegg som ikke deles nå")
