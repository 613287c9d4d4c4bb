"""What an event costs, in words: free, free with a ticket, or an amount (D-36)."""

from calendar_app.domain.event import Price, PriceKind
from calendar_app.words.catalogue import translations


def price_words(price: Price, language: str) -> str:
    """Give the price, without the note, which is the library's own text; "" when unstated."""
    if price.kind is PriceKind.UNSTATED:
        return ""
    text = translations(language)
    if price.kind is PriceKind.FREE:
        return text.gettext("Gratis")
    if price.kind is PriceKind.FREE_TICKET:
        return text.gettext("Gratis, men du må ha billett")
    if price.amount is None:
        return text.gettext("Koster penger")
    return text.gettext("%(amount)d kr") % {"amount": price.amount}


def short_price_words(price: Price, language: str) -> str:
    """Give the price for a list: `Gratis`, `Gratis billett`, `100 kr`."""
    if price.kind is PriceKind.FREE_TICKET:
        return translations(language).gettext("Gratis billett")
    return price_words(price, language)
