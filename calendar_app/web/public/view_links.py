"""Addresses of the calendar that keep how it is shown, and the links that change that."""

from collections.abc import Callable
from datetime import date

from calendar_app.addresses import Addresses
from calendar_app.domain.canonical import canonical
from calendar_app.domain.selection import Selection
from calendar_app.domain.timing import DAY
from calendar_app.domain.view import View, ViewKind, read_view, shown_as, view_query
from calendar_app.domain.when import on_date
from calendar_app.web.public.context import Way
from calendar_app.words.catalogue import N_, translations

_NAMES = {
    ViewKind.LIST: N_("Liste"),
    ViewKind.WEEK: N_("Uke"),
    ViewKind.MONTH: N_("Måned"),
}


def in_view(addresses: Addresses, view: View) -> Callable[[str], str]:
    """Make the maker of addresses of the calendar, from canonical query texts, in this view."""
    shown = view_query(view)

    def address(query: str) -> str:
        return addresses.calendar("&".join(part for part in (query, shown) if part))

    return address


def view_ways(
    view: View, selection: Selection, addresses: Addresses, *, today: date
) -> tuple[Way, ...]:
    """Lead to the same selection as list, week and month, with the one that is shown marked."""
    text, query = translations(selection.ui), canonical(selection) or ""
    return tuple(
        Way(
            label=text.gettext(name),
            href=in_view(addresses, _as(kind, view, selection, today))(query),
            is_current=kind is view.kind,
        )
        for kind, name in _NAMES.items()
    )


def _as(kind: ViewKind, view: View, selection: Selection, today: date) -> View:
    """Show the same days; a list from a later day on leads to the week or month of that day.

    So does one that is wholly past.
    """
    if kind is view.kind or view.anchor or selection.since is None:
        return view if kind is view.kind else shown_as(view, kind)
    since = on_date(selection.since, today)
    is_over = selection.until is not None and on_date(selection.until, today) < today
    if since <= today + DAY and not is_over:
        return View(kind=kind)
    return read_view(f"visning={kind}&dato={since}")
