"""The form that changes many events at once: which events, and what shall be done to them."""

from collections.abc import Iterable
from dataclasses import dataclass

from calendar_app.domain.bulk import BulkAction, BulkOrder
from calendar_app.domain.judge import NOTE_MAX, length_problems, place_problems
from calendar_app.domain.problems import Problem
from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.web.forms.place import read_place
from calendar_app.web.forms.reading import read_number
from calendar_app.web.forms.typed import Reader, Typed

ORDER_FIELDS = ("hva", "reason", "place", "category_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEntry:
    """What was typed, and the order that it comes to when there are no problems."""

    order: BulkOrder
    problems: tuple[Problem, ...] = ()


def read_ids(texts: Iterable[str]) -> list[int]:
    """Read ids, one in each text or several with commas; what is none is not there (T-11)."""
    numbers = (read_number(part) for text in texts for part in text.split(",") if part.isascii())
    return list(dict.fromkeys(number for number in numbers if number is not None and number > 0))


def read_order(typed: Typed, vocabulary: Vocabulary) -> OrderEntry:
    """Read and judge what shall be done; only the fields of the chosen action are looked at."""
    reader = Reader(typed)
    if not typed.text("hva"):
        reader.refuse("hva", "required")
    action = reader.choice("hva", BulkAction.PUBLISH)
    order = BulkOrder(action=action)
    if reader.problems:
        return OrderEntry(order=order, problems=tuple(reader.problems))
    if action is BulkAction.CANCEL:
        order = BulkOrder(action=action, reason=_read_reason(reader))
    elif action is BulkAction.PLACE:
        order = _read_place(reader, vocabulary)
    elif action is BulkAction.CATEGORY:
        order = _read_category(reader, vocabulary)
    return OrderEntry(order=order, problems=tuple(reader.problems))


def _read_reason(reader: Reader) -> str:
    reason = reader.line("reason")
    if not reason:
        reader.refuse("reason", "reason_required")
    reader.problems += length_problems(("reason", reason, NOTE_MAX))
    return reason


def _read_place(reader: Reader, vocabulary: Vocabulary) -> BulkOrder:
    venue_id, room_id, _ = read_place(reader)
    if venue_id is None and not reader.problems:
        reader.refuse("place", "required")
    wrong = list(place_problems(venue_id, room_id, "", vocabulary))
    if venue_id is not None and not wrong and vocabulary.venues[venue_id].retired_at:
        reader.refuse("place", "unknown_choice")
    reader.problems += wrong
    return BulkOrder(action=BulkAction.PLACE, venue_id=venue_id, room_id=room_id)


def _read_category(reader: Reader, vocabulary: Vocabulary) -> BulkOrder:
    category_id = reader.number("category_id")
    if category_id is None and not reader.problems:
        reader.refuse("category_id", "required")
    elif category_id is not None:
        chosen = vocabulary.categories.get(category_id)
        if chosen is None or chosen.retired_at:
            reader.refuse("category_id", "unknown_choice")
    return BulkOrder(action=BulkAction.CATEGORY, category_id=category_id)
