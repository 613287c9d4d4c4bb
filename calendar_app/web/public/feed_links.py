"""The addresses under which a selection is offered to calendar programs.

None is offered that some program would refuse (FC-36), and none in rule mode: who subscribes to
both forms sees everything twice (facts/feeds.md, 2.1).
"""

from calendar_app.addresses import Addresses
from calendar_app.domain.calledoff import CalledOff
from calendar_app.domain.canonical import canonical, switched
from calendar_app.domain.selection import Selection
from calendar_app.publishing.formats import Format
from calendar_app.web.public.context import Alternate, Subscription, Ways
from feeds.links import fits, google_link, microsoft_365_link, outlook_link, webcal_link

_LABELS = {Format.ICS: "iCalendar", Format.RSS: "RSS", Format.JSON: "JSON"}


def feed_address(selection: Selection, addresses: Addresses, *, suffix: str = ".ics") -> str:
    """Give the absolute address of a selection's feed, "" when it has none that may be offered.

    It must leave room for `avlyst=synlig`, which Google's link needs (SEL-44).
    """
    longest = _address(switched(selection, called_off=CalledOff.VISIBLE), addresses, suffix)
    return _address(selection, addresses, suffix) if fits(longest) else ""


def alternates(selection: Selection, addresses: Addresses) -> tuple[Alternate, ...]:
    """Give the feeds of a selection, each in its format, for programs that look for them."""
    found = (
        (form, feed_address(_in_format(selection, form), addresses, suffix=f".{form}"))
        for form in Format
    )
    return tuple(alternate(form, address) for form, address in found if address)


def alternate(form: Format, address: str) -> Alternate:
    """Say what a feed's address gives."""
    return Alternate(type=form.content_type.partition(";")[0], label=_LABELS[form], href=address)


def subscription(selection: Selection, addresses: Addresses) -> Subscription:
    """Give what a page says of subscribing to what it shows."""
    wanted = switched(selection, by_rule=False)
    https = feed_address(wanted, addresses)
    return Subscription(
        webcal=webcal_link(https) if https else "",
        https=https,
        page=addresses.subscribe(canonical(wanted) or ""),
    )


def ways(selection: Selection, addresses: Addresses, *, name: str) -> Ways | None:
    """Give every form of a selection's address; None when it has none that may be offered."""
    wanted = switched(selection, by_rule=False)
    https = feed_address(wanted, addresses)
    if not https:
        return None
    return ways_of(https, google=_address(_for_google(wanted), addresses, ".ics"), name=name)


def ways_of(https: str, *, google: str, name: str) -> Ways:
    """Give every form of a feed's https address; `google` is the one for Google's link."""
    return Ways(
        webcal=webcal_link(https),
        https=https,
        google=google_link(google),
        outlook=outlook_link(https, name=name),
        microsoft_365=microsoft_365_link(https, name=name),
    )


def _in_format(selection: Selection, form: Format) -> Selection:
    """Leave out what means nothing in a format: rules are known to iCalendar alone (SEL-41)."""
    return selection if form is Format.ICS else switched(selection, by_rule=False)


def _address(selection: Selection, addresses: Addresses, suffix: str) -> str:
    query = canonical(selection)
    return "" if query is None else addresses.absolute(addresses.calendar(query, suffix=suffix))


def _for_google(selection: Selection) -> Selection:
    """Make Google show what is called off: it hides it otherwise, and nobody would know."""
    if selection.called_off is CalledOff.HIDDEN:
        return selection
    return switched(selection, called_off=CalledOff.VISIBLE)
