"""What the form offers: nothing that is retired, but for what the event has."""

from dataclasses import replace
from datetime import UTC, datetime

from calendar_app.domain.access import Role, StaffMember
from calendar_app.domain.event import EventDetails
from calendar_app.domain.vocabulary import FundingLine, Room, Vocabulary, by_id
from calendar_app.web.contexts.choices import Choices, event_choices
from tests.support.vocabulary import VOCABULARY

GONE = datetime(2026, 1, 1, tzinfo=UTC)
WORDS = Vocabulary(
    libraries=dict(VOCABULARY.libraries) | {2: replace(VOCABULARY.libraries[2], retired_at=GONE)},
    venues=dict(VOCABULARY.venues)
    | {
        1: replace(
            VOCABULARY.venues[1],
            rooms=(Room(id=1, slug="a", name="A"), Room(id=2, slug="b", name="B", retired_at=GONE)),
        ),
        3: replace(VOCABULARY.venues[3], retired_at=GONE, rooms=(Room(id=3, slug="c", name="C"),)),
        4: replace(VOCABULARY.venues[4], retired_at=GONE),
    },
    age_bands=dict(VOCABULARY.age_bands) | {2: replace(VOCABULARY.age_bands[2], retired_at=GONE)},
    categories=dict(VOCABULARY.categories)
    | {3: replace(VOCABULARY.categories[3], retired_at=GONE)},
    funding_lines=by_id(
        FundingLine(id=1, name="Ny", text="N"),
        FundingLine(id=2, name="Gammel", text="G", retired_at=GONE),
    ),
)
PERSON = StaffMember(
    id=1, email="a@example.org", name="Bibliotekaren", roles={1: Role.EDITOR, 2: Role.EDITOR}
)


def offered(details: EventDetails) -> Choices:
    return event_choices(WORDS, person=PERSON, details=details, year=2027, language="nb")


def values(pairs: tuple[tuple[str, str], ...]) -> list[str]:
    return [value for value, _ in pairs]


def places(choices: Choices) -> list[str]:
    return [value for group in choices.places for value, _ in group.options]


def test_what_is_retired_is_not_offered() -> None:
    choices = offered(EventDetails(title="", organiser_id=1))
    assert values(choices.organisers) == ["1"]
    assert values(choices.libraries) == ["1", "3", "4"]
    assert values(choices.age_bands) == ["1", "3", "4"]
    assert values(choices.categories) == ["1", "2", "4"]
    assert values(choices.funding_lines) == ["1"]
    assert places(choices) == ["1", "1-1", "2", "5"]
    assert [group.label for group in choices.places] == [
        "Hamar bibliotek",
        "Ringsaker bibliotek",
        "Andre steder",
    ]


def test_what_the_event_has_stays_on_offer() -> None:
    """So an edit of something else does not change it."""
    choices = offered(
        EventDetails(
            title="",
            organiser_id=2,
            age_band_ids=(2,),
            category_ids=(3,),
            venue_id=3,
            room_id=3,
            funding_line_id=2,
        )
    )
    assert values(choices.organisers) == ["1", "2"]
    assert values(choices.libraries) == ["1", "2", "3", "4"]
    assert values(choices.age_bands) == ["1", "2", "3", "4"]
    assert values(choices.categories) == ["1", "2", "3", "4"]
    assert values(choices.funding_lines) == ["1", "2"]
    assert places(choices) == ["1", "1-1", "2", "3-3", "5"]


def test_languages_that_were_chosen_meanwhile_stay_and_nonsense_does_not() -> None:
    choices = event_choices(
        WORDS,
        person=PERSON,
        details=EventDetails(title="", organiser_id=1, languages=("sma",)),
        tags=("fkv", "<script>", ""),
        year=2027,
        language="nb",
    )
    assert values(choices.languages)[-2:] == ["sma", "fkv"]
