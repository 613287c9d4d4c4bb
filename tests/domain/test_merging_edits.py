"""Two edits that began from one version: what each changed, and what comes of both."""

from itertools import product

from calendar_app.domain.merging_edits import Side, Texts, divergences, merged

GROUPS = {"title": ("title",), "when": ("day", "hour"), "ages": ("bands",)}


def texts(title: str = "", day: str = "", hour: str = "", bands: tuple[str, ...] = ()) -> Texts:
    return {"title": (title,), "day": (day,), "hour": (hour,), "bands": bands}


def found(base: Texts | None, theirs: Texts, mine: Texts) -> list[tuple[str, Side, bool]]:
    return [
        (one.group, one.proposed, one.needs_choice)
        for one in divergences(base, theirs, mine, groups=GROUPS)
    ]


def test_what_one_side_changed_is_proposed_and_what_both_did_is_asked() -> None:
    base = texts("a", "1", "10", ("1",))
    theirs = texts("b", "1", "11", ("1",))
    mine = texts("c", "1", "10", ("1", "2"))
    assert found(base, theirs, mine) == [
        ("title", Side.MINE, True),
        ("when", Side.THEIRS, False),
        ("ages", Side.MINE, False),
    ]


def test_fields_of_a_group_go_together() -> None:
    base, theirs, mine = (
        texts(day="1", hour="10"),
        texts(day="2", hour="10"),
        texts(day="1", hour="9"),
    )
    assert found(base, theirs, mine) == [("when", Side.MINE, True)]
    assert merged(mine, theirs, taken=["when"], groups=GROUPS) == dict(theirs)


def test_both_having_made_the_same_change_is_no_difference() -> None:
    assert found(texts("a"), texts("b"), texts("b")) == []


def test_nothing_and_an_empty_text_are_the_same() -> None:
    assert found({}, {"title": ("",), "bands": ()}, {"day": ("", "")}) == []


def test_without_what_both_began_from_everything_that_differs_is_asked() -> None:
    assert found(None, texts("a", "1"), texts("b", "1")) == [("title", Side.MINE, True)]


def test_what_is_taken_from_them_may_be_nothing() -> None:
    assert merged({"bands": ("1",)}, {}, taken=["ages"], groups=GROUPS) == {}


def test_no_change_of_one_side_alone_is_ever_lost() -> None:
    """T-22: over every way in which two fields can change on two sides."""
    values = ("base", "x", "y")
    for their_title, their_day, my_title, my_day in product(values, repeat=4):
        base = texts("base", "base")
        theirs, mine = texts(their_title, their_day), texts(my_title, my_day)
        differing = divergences(base, theirs, mine, groups=GROUPS)
        taken = [one.group for one in differing if one.proposed is Side.THEIRS]
        result = merged(mine, theirs, taken=taken, groups=GROUPS)
        asked = {one.group for one in differing if one.needs_choice}
        for group, field in (("title", "title"), ("when", "day")):
            changes = {one[field] for one in (theirs, mine)} - {base[field]}
            assert (group in asked) == (len(changes) == 2)
            assert result[field] in (changes or {base[field]})
