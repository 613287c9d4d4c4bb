"""The words that feeds are given fit what feeds ask for."""

from datetime import date

import pytest

from calendar_app.domain.event import Price, PriceKind, Registration
from calendar_app.domain.timing import Timed, wall
from calendar_app.domain.vocabulary import LANGUAGES, Access
from calendar_app.words.labels import feed_words
from calendar_app.words.trimming import trimming_words
from feeds.labels import Labels


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_make_labels(language: str) -> None:
    labels = Labels(**feed_words(language))
    assert labels.language == language
    assert len({labels.cancelled, labels.full, labels.postponed, labels.new_time}) == 4


def test_norwegian_labels() -> None:
    labels = Labels(**feed_words("nb"))
    evening = Timed(wall(date(2027, 2, 8), 1080), wall(date(2027, 2, 8), 1140))
    assert (labels.cancelled, labels.full, labels.postponed, labels.new_time) == (
        "AVLYST",
        "FULLT",
        "UTSATT",
        "NY TID",
    )
    assert labels.when(evening) == "mandag 8. februar 2027 kl. 18.00–19.00"
    assert labels.old_time(evening) == "Flyttet fra mandag 8. februar 2027 kl. 18.00–19.00."
    assert labels.ages(3, None) == "fra 3 år"
    assert labels.price_words(Price(kind=PriceKind.PAID, amount=80)) == "80 kr"
    assert list(labels.registration_details(Registration(), 25)) == ["Plass til 25"]
    assert list(labels.access_offered(Access(hearing_loop=True))) == ["Teleslynge"]


def test_trimmed_feed_says_what_is_missing() -> None:
    """FC-22."""
    said = trimming_words(
        past_from=date(2027, 1, 1), shortened=True, until=date(2027, 9, 1), language="nn"
    )
    assert said == (
        "Kalenderen er for stor til å få plass, så han er korta ned. "
        "Det som slutta før 1. januar 2027, er ikkje med. Omtalane er forkorta. "
        "Det som begynner etter 1. september 2027, er ikkje med. "
        "Vel færre arrangement for å få med alt."
    )
    assert trimming_words(past_from=None, shortened=False, until=None, language="nb") == ""
