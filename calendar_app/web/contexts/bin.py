"""What templates/staff/bin.html shows: what was deleted and can be had back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calendar_app.domain.vocabulary import Vocabulary
from calendar_app.storage.bin import Binned
from calendar_app.words.catalogue import translations
from calendar_app.words.history import actor_words


@dataclass(frozen=True, slots=True, kw_only=True)
class BinLine:
    binned: Binned
    library: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BinPage:
    title: str
    lines: tuple[BinLine, ...]


def bin_page(
    found: Sequence[Binned], names: Mapping[int, str], vocabulary: Vocabulary, language: str
) -> BinPage:
    """List it, the newest first."""
    return BinPage(
        title=translations(language).gettext("Papirkurv"),
        lines=tuple(
            BinLine(
                binned=one,
                library=vocabulary.libraries[one.organiser_id].name,
                who=actor_words(
                    names.get(one.staff_id or 0),
                    is_known=one.staff_id is not None,
                    is_from_source=False,
                    language=language,
                ),
            )
            for one in found
        ),
    )
