"""Languages by the first part of their tag; every well-formed one is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendar_app.domain.event import EventDetails
from calendar_app.domain.judge import judge
from calendar_app.domain.languages import SPOKEN_OF, languages_of, read_languages
from tests.support.published import make_published
from tests.support.selections import selected
from tests.support.vocabulary import VOCABULARY


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("nb", ("nb",)),
        ("nn-no", ("nn",)),
        ("zh-hant-tw", ("zh",)),
        ("en_gb", ("en",)),
        ("no", ("nb", "nn")),
        ("nor", ("nb", "nn")),
        ("nob", ("nb",)),
        ("sme", ("se",)),
        ("sma", ("sma",)),
        ("xx", ("xx",)),
        ("norsk", ()),
        ("n", ()),
        ("nb-", ()),
        ("nb no", ()),
        ("é", ()),
        ("", ()),
    ],
)
def test_a_tag_is_read_by_its_first_part(text: str, languages: tuple[str, ...]) -> None:
    assert read_languages(text) == languages


def test_the_languages_of_an_event_are_a_set_in_order() -> None:
    assert languages_of(["uk", "nb-NO", "NO", "uk"]) == ("nb", "nn", "uk")


tags = st.from_regex(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", fullmatch=True)


@given(tags)
def test_every_language_that_staff_may_enter_is_found_by_an_address(tag: str) -> None:
    details = EventDetails(title="x", organiser_id=1, languages=(tag,))
    assert "languages" not in {problem.field for problem in judge(details, VOCABULARY)}
    event = make_published(languages=(tag,))
    for written in (tag, tag.partition("-")[0].upper()):
        assert selected(f"sprak={written}", [event]) == {event.uid}
        assert selected(f"sprak=-{written}", [event]) == set()


def test_what_a_language_is_called_is_no_value_but_names_one() -> None:
    for name, code in SPOKEN_OF.items():
        assert read_languages(name) == ()
        assert read_languages(code)
