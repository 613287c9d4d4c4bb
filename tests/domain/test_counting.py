"""Counts of the options of a filter: never anything but the length of the list they lead to.

SEL-6, SEL-11: the same `Selection` counts and selects.
"""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from calendar_app.domain.choice import Choice, Value
from calendar_app.domain.counting import Options, option_counts, with_option
from calendar_app.domain.event import State
from calendar_app.domain.grammar import parse
from calendar_app.domain.keys import LIBRARY, LIST_KEYS
from calendar_app.domain.known_values import known_values
from calendar_app.domain.published import PublishedOccurrence
from calendar_app.domain.selection import Selection, coming_window, select
from calendar_app.domain.timing import DAY
from tests.support.published import GJOVIK, HAMAR, make_published, timed
from tests.support.selections import NAMED, TODAY, index_of, programmes, values_of

WINDOW = coming_window(TODAY)
OPTIONS: Options = {
    key: [value for slug in values_of(key) for value in known_values(key, slug, NAMED)]
    for key in LIST_KEYS
}
dates = st.integers(-70, 420).map(lambda days: (TODAY + timedelta(days=days)).isoformat())
list_values = st.sampled_from(LIST_KEYS).flatmap(
    lambda key: st.tuples(
        st.just(key), st.sampled_from(["", "", "-"]), st.sampled_from(values_of(key))
    )
)
queries = st.lists(
    list_values.map(lambda one: f"{one[0]}={one[1]}{one[2]}")
    | st.sampled_from(["serie=neste", "avlyst=nei", "avlyst=synlig", "sok=lese", "sok=xyz"])
    | dates.map("fra={}".format)
    | dates.map("til={}".format),
    max_size=4,
).map("&".join)


@settings(deadline=None, max_examples=150)
@given(programmes(), queries)
def test_a_count_is_the_length_of_the_list(
    programme: list[PublishedOccurrence], query: str
) -> None:
    entries, selection = index_of(programme), parse(query, NAMED).known
    counts = option_counts(entries, selection, OPTIONS, TODAY, WINDOW)
    for key, values in OPTIONS.items():
        assert counts[key] == {
            one.slug: len(select(entries, with_option(selection, key, one), TODAY, WINDOW))
            for one in values
        }


@settings(deadline=None, max_examples=50)
@given(programmes(), st.integers(0, 3))
def test_next_dates_are_counted_where_the_dates_of_a_series_differ(
    programme: list[PublishedOccurrence], called_off: int
) -> None:
    """A series whose dates lie at different libraries has another next date in each."""
    series = [
        make_published(
            uid=f"series-{number}",
            span=timed(TODAY + number * DAY),
            series_slug="babysang",
            organiser=(HAMAR, GJOVIK)[number % 2],
            state=State.CANCELLED if number < called_off else State.SCHEDULED,
        )
        for number in range(6)
    ]
    entries, selection = index_of([*programme, *series]), Selection(next_only=True)
    counts = option_counts(entries, selection, OPTIONS, TODAY, WINDOW)
    assert counts[LIBRARY] == {
        one.slug: len(select(entries, with_option(selection, LIBRARY, one), TODAY, WINDOW))
        for one in OPTIONS[LIBRARY]
    }


def test_an_option_stands_in_place_of_the_others_of_its_key() -> None:
    selection = parse("bibliotek=hamar,-ringsaker&type=lesestund&ui=nn", NAMED).selection
    (gjovik,) = known_values(LIBRARY, "gjovik", NAMED)
    found = with_option(selection, LIBRARY, gjovik)
    assert found == parse("bibliotek=gjovik,-ringsaker&type=lesestund&ui=nn", NAMED).selection


def test_an_option_of_a_new_key_stands_in_canonical_order() -> None:
    selection = parse("type=lesestund", NAMED).selection
    (gjovik,) = known_values(LIBRARY, "gjovik", NAMED)
    assert with_option(selection, LIBRARY, gjovik).choices == (
        Choice(key=LIBRARY, included=(gjovik,)),
        *selection.choices,
    )


def test_nothing_gives_nothing() -> None:
    entries = index_of([make_published(span=timed(TODAY))])
    options = {LIBRARY: [Value("hamar", 2)]}
    nothing = Selection(nothing=True)
    assert option_counts(entries, nothing, options, TODAY, WINDOW) == {LIBRARY: {"hamar": 0}}
