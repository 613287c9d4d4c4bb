"""What the pages of drafts show: what somebody typed and has not saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from calendar_app.addresses import Addresses
from calendar_app.domain.text import clean_line
from calendar_app.domain.timing import ZONE, local_date
from calendar_app.domain.vocabulary import ACCESS_FLAGS
from calendar_app.storage.drafts import FormDraft
from calendar_app.web.form_drafts import NEW_EVENT, OF_EVENT, is_event_form
from calendar_app.web.forms.form import DRAFT_FIELD
from calendar_app.words.catalogue import N_, translations
from calendar_app.words.dates import clock_words, moment_words
from calendar_app.words.fields import field_labels

_MACHINERY = ("innsending", "versjon", "handling", "image_hash", "scope", DRAFT_FIELD)
"""Fields that no person filled in."""

_CHOSEN = (
    *("when", "repeats", "interval", "weekdays", "nth", "nth_weekday", "ends", "whole_days"),
    *("mode", "place", "organiser_id", "co_organiser_ids", "category_id", "more_category_ids"),
    *("for_everybody", "age_band_ids", "price_kind", "registration_kind", "waiting_list"),
    *("guardian_registers", "content_language", "languages", "funding_line_id", "visibility"),
    *("statistics_type", "arranger", "lending_is_open", "left_out_ticks", "image_removed"),
    "announce_move",
)
"""Fields that are chosen and not typed: their values are words of the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One draft in the list: what it is of, and the way back into it ("" when there is none)."""

    id: int
    name: str
    kind: str
    updated_at: datetime
    is_parked: bool
    open_href: str
    show_href: str
    discard_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftsPage:
    title: str
    drafts: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """One kept form: `said` is what was typed, by field; `sent` what is sent again, as it was.

    `action` is "" when the form cannot be sent from here.
    """

    title: str
    line: DraftLine
    said: tuple[tuple[str, tuple[str, ...]], ...]
    action: str
    sent: tuple[tuple[str, str], ...]
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDeletionPage:
    title: str
    line: DraftLine
    action: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOffer:
    """What a form says when there is a draft of it: go on with that, or throw it away."""

    when: str
    name: str
    open_href: str
    discard_href: str


def drafts_page(drafts: Iterable[FormDraft], *, addresses: Addresses, language: str) -> DraftsPage:
    return DraftsPage(
        title=translations(language).gettext("Kladder"),
        drafts=tuple(draft_line(one, addresses=addresses, language=language) for one in drafts),
    )


def draft_line(draft: FormDraft, *, addresses: Addresses, language: str) -> DraftLine:
    """Tell of one draft in a line."""
    text = translations(language)
    return DraftLine(
        id=draft.id,
        name=clean_line(draft.text("title") or draft.text("name")) or text.gettext("Uten tittel"),
        kind=text.gettext(_kind(draft)),
        updated_at=draft.updated_at,
        is_parked=draft.is_parked,
        open_href=f"{draft.path}?{DRAFT_FIELD}={draft.id}" if is_event_form(draft.path) else "",
        show_href=addresses.staff("kladder", draft.id),
        discard_href=addresses.staff("kladder", draft.id, "sletting"),
    )


def kept_page(draft: FormDraft, *, may_send: bool, addresses: Addresses, language: str) -> KeptPage:
    """Show what was kept of a form, in the order in which it was typed."""
    text = translations(language)
    line = draft_line(draft, addresses=addresses, language=language)
    title = text.gettext("Det du skrev, er tatt vare på") if draft.is_parked else line.name
    sent = [one for one in draft.texts if one[0] != DRAFT_FIELD]
    return KeptPage(
        title=title,
        line=line,
        said=_said(draft.texts, language),
        action=draft.path if may_send else "",
        sent=(*sent, (DRAFT_FIELD, str(draft.id))),
        back=addresses.staff("kladder"),
    )


def draft_offer(
    draft: FormDraft | None,
    *,
    newer_than: datetime | None,
    now: datetime,
    addresses: Addresses,
    language: str,
) -> DraftOffer | None:
    """Offer a draft unless what it is of was saved since; moments in UTC."""
    if draft is None or (newer_than is not None and draft.updated_at <= newer_than):
        return None
    line = draft_line(draft, addresses=addresses, language=language)
    return DraftOffer(
        when=when_words(draft.updated_at, now=now, language=language),
        name=line.name,
        open_href=line.open_href,
        discard_href=line.discard_href,
    )


def when_words(moment: datetime, *, now: datetime, language: str) -> str:
    """Say when something was kept: the time alone when it was today."""
    if local_date(moment) == local_date(now):
        return clock_words(moment.astimezone(ZONE), language)
    return moment_words(moment, language)


def _kind(draft: FormDraft) -> str:
    if draft.key.startswith(NEW_EVENT) or draft.path.endswith("/arrangementer/nytt"):
        return N_("Nytt arrangement")
    if draft.key.startswith(OF_EVENT) or is_event_form(draft.path):
        return N_("Endring av et arrangement")
    return N_("Et skjema")


def _said(
    texts: Sequence[tuple[str, str]], language: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give what was typed, with the name of its field; what was chosen is kept, but not shown."""
    labels = field_labels(language)
    hidden = {*_MACHINERY, *_CHOSEN, *(f"access_{flag}" for flag in ACCESS_FLAGS)}
    shown = [(name, text) for name, text in texts if text.strip() and name not in hidden]
    return tuple(
        (labels.get(name, name), tuple(text for _, text in some))
        for name, some in groupby(shown, key=lambda one: one[0])
    )
