"""Events and what hangs on them, their dates and their history."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import LocalDateField, UTCDatetimeField
from calendar_app.storage.rows.planning import CommunityRow, FundingLineRow
from calendar_app.storage.rows.vocabulary import (
    AgeBandRow,
    CategoryRow,
    LibraryRow,
    RoomRow,
    TourRow,
    VenueRow,
)


class EventRow(Model):
    id = fields.IntField(primary_key=True)
    uid = fields.CharField(max_length=36, unique=True)
    slug = fields.CharField(max_length=60)
    version = fields.IntField()
    created_at = UTCDatetimeField()
    updated_at = UTCDatetimeField()
    published_at = UTCDatetimeField(null=True)
    workflow = fields.CharField(max_length=20)
    visibility = fields.CharField(max_length=20)
    state = fields.CharField(max_length=20)
    state_reason = fields.TextField()
    state_from = LocalDateField(null=True)
    previous_state = fields.CharField(max_length=20, null=True)
    organiser: fields.ForeignKeyRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", on_delete=fields.RESTRICT
    )
    organiser_id: int
    title = fields.CharField(max_length=200)
    summary = fields.TextField()
    description = fields.TextField()
    content_language = fields.CharField(max_length=20)
    languages: Any = fields.JSONField()
    age_from = fields.IntField(null=True)
    age_to = fields.IntField(null=True)
    age_note = fields.TextField()
    mode = fields.CharField(max_length=20)
    online_url = fields.TextField()
    venue: fields.ForeignKeyNullableRelation[VenueRow] = fields.ForeignKeyField(
        "models.VenueRow", null=True, on_delete=fields.RESTRICT
    )
    venue_id: int | None
    room: fields.ForeignKeyNullableRelation[RoomRow] = fields.ForeignKeyField(
        "models.RoomRow", null=True, on_delete=fields.RESTRICT
    )
    room_id: int | None
    place_text = fields.TextField()
    price_kind = fields.CharField(max_length=20)
    price_amount = fields.IntField(null=True)
    price_note = fields.TextField()
    registration_kind = fields.CharField(max_length=20)
    registration_url = fields.TextField()
    registration_contact = fields.TextField()
    registration_opens_at = UTCDatetimeField(null=True)
    registration_closes_at = UTCDatetimeField(null=True)
    registration_note = fields.TextField()
    waiting_list = fields.BooleanField()
    guardian_registers = fields.BooleanField()
    capacity = fields.IntField(null=True)
    wheelchair = fields.BooleanField(null=True)
    accessible_wc = fields.BooleanField(null=True)
    hearing_loop = fields.BooleanField(null=True)
    sign_language = fields.BooleanField(null=True)
    low_sensory = fields.BooleanField(null=True)
    access_note = fields.TextField()
    image_hash = fields.CharField(max_length=64)
    image_alt = fields.TextField()
    image_credit = fields.TextField()
    people: Any = fields.JSONField()
    books: Any = fields.JSONField()
    partners: Any = fields.JSONField()
    funding = fields.TextField()
    contact = fields.TextField()
    statistics_type = fields.CharField(max_length=60)
    arranger = fields.CharField(max_length=20)
    internal_note = fields.TextField()
    # The schedule: the first span, and what makes it a series.
    first_span: Any = fields.JSONField()
    rrule = fields.TextField(null=True)
    rdates: Any = fields.JSONField()
    exdates: Any = fields.JSONField()
    # A form that is sent twice carries the same key and makes one event.
    submission = fields.CharField(max_length=64, null=True, unique=True)
    # Provenance of an imported event; the key is a hash of library and source uid.
    source_key = fields.CharField(max_length=64, null=True, unique=True)
    source_uid = fields.TextField(null=True)
    source_name = fields.TextField(null=True)
    source_digest = fields.CharField(max_length=64, null=True)
    source_version = fields.IntField(null=True)
    tour: fields.ForeignKeyNullableRelation[TourRow] = fields.ForeignKeyField(
        "models.TourRow", null=True, on_delete=fields.RESTRICT
    )
    tour_id: int | None
    # The name of a series in addresses, shared by the events that it was cut into; and the
    # change signals of the event as one series (FC-18).
    series_slug = fields.CharField(max_length=60, db_default="", db_index=True)
    series_sequence = fields.IntField(db_default=0)
    series_modified = UTCDatetimeField(null=True)
    created_by = fields.IntField(null=True)
    # An editor of a library that needs approval asks for publication; null: nobody asks.
    proposed_at = UTCDatetimeField(null=True)
    proposed_by = fields.IntField(null=True)
    funding_line: fields.ForeignKeyNullableRelation[FundingLineRow] = fields.ForeignKeyField(
        "models.FundingLineRow", null=True, on_delete=fields.RESTRICT
    )
    funding_line_id: int | None
    experience = fields.TextField(db_default="")
    # What other libraries may borrow.
    is_lent = fields.BooleanField(db_default=False)
    lending_minutes = fields.IntField(null=True)
    lending_needs = fields.TextField(db_default="")
    lending_fee = fields.TextField(db_default="")
    lending_contact = fields.TextField(db_default="")
    # What a gathering has besides.
    host: fields.ForeignKeyNullableRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", null=True, on_delete=fields.RESTRICT, related_name="hosted"
    )
    host_id: int | None
    agenda: Any = fields.JSONField(null=True)
    documents: Any = fields.JSONField(null=True)
    notes_afterwards = fields.TextField(db_default="")

    class Meta:
        table = "event"
        indexes = (("workflow", "visibility"), ("organiser_id",))


class EventCoOrganiserRow(Model):
    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[EventRow] = fields.ForeignKeyField(
        "models.EventRow", on_delete=fields.CASCADE
    )
    event_id: int
    library: fields.ForeignKeyRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", on_delete=fields.RESTRICT
    )
    library_id: int
    position = fields.IntField()

    class Meta:
        table = "event_co_organiser"
        unique_together = (("event", "library"),)


class EventCategoryRow(Model):
    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[EventRow] = fields.ForeignKeyField(
        "models.EventRow", on_delete=fields.CASCADE
    )
    event_id: int
    category: fields.ForeignKeyRelation[CategoryRow] = fields.ForeignKeyField(
        "models.CategoryRow", on_delete=fields.RESTRICT
    )
    category_id: int
    position = fields.IntField()

    class Meta:
        table = "event_category"
        unique_together = (("event", "category"),)


class EventAgeBandRow(Model):
    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[EventRow] = fields.ForeignKeyField(
        "models.EventRow", on_delete=fields.CASCADE
    )
    event_id: int
    age_band: fields.ForeignKeyRelation[AgeBandRow] = fields.ForeignKeyField(
        "models.AgeBandRow", on_delete=fields.RESTRICT
    )
    age_band_id: int
    position = fields.IntField()

    class Meta:
        table = "event_age_band"
        unique_together = (("event", "age_band"),)


class EventCommunityRow(Model):
    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[EventRow] = fields.ForeignKeyField(
        "models.EventRow", on_delete=fields.CASCADE
    )
    event_id: int
    community: fields.ForeignKeyRelation[CommunityRow] = fields.ForeignKeyField(
        "models.CommunityRow", on_delete=fields.RESTRICT
    )
    community_id: int
    position = fields.IntField()

    class Meta:
        table = "event_community"
        unique_together = (("event", "community"),)


class OccurrenceRow(Model):
    id = fields.IntField(primary_key=True)
    uid = fields.CharField(max_length=36, unique=True)
    event: fields.ForeignKeyRelation[EventRow] = fields.ForeignKeyField(
        "models.EventRow", on_delete=fields.CASCADE
    )
    event_id: int
    recurrence_date = LocalDateField()
    # Wall time; whole days have dates alone, both included, and no minutes or instants. The
    # instants also tell which of the two readings of the autumn hour is meant.
    start_date = LocalDateField()
    start_minute = fields.IntField(null=True)
    end_date = LocalDateField()
    end_minute = fields.IntField(null=True)
    starts_at = UTCDatetimeField(null=True)
    ends_at = UTCDatetimeField(null=True)
    has_own_time = fields.BooleanField()
    moved_from: Any = fields.JSONField(null=True)
    title = fields.CharField(max_length=200)
    summary = fields.TextField()
    note = fields.TextField()
    venue: fields.ForeignKeyNullableRelation[VenueRow] = fields.ForeignKeyField(
        "models.VenueRow", null=True, on_delete=fields.RESTRICT
    )
    venue_id: int | None
    room: fields.ForeignKeyNullableRelation[RoomRow] = fields.ForeignKeyField(
        "models.RoomRow", null=True, on_delete=fields.RESTRICT
    )
    room_id: int | None
    place_text = fields.TextField()
    state = fields.CharField(max_length=20, null=True)
    state_reason = fields.TextField()
    previous_state = fields.CharField(max_length=20, null=True)
    capacity = fields.IntField(null=True)
    registration_url = fields.TextField()
    sequence = fields.IntField()
    last_modified = UTCDatetimeField(null=True)
    created_at = UTCDatetimeField()

    class Meta:
        table = "occurrence"
        # Windows are read by date, the pages of one event by event.
        indexes = (("end_date", "start_date"), ("event_id", "start_date"))


class RevisionRow(Model):
    # History outlives what it is about, so these two are numbers and no references.
    id = fields.IntField(primary_key=True)
    event_id = fields.IntField(db_index=True)
    staff_id = fields.IntField(null=True)
    at = UTCDatetimeField()
    action = fields.CharField(max_length=30)
    before: Any = fields.JSONField(null=True)
    after: Any = fields.JSONField(null=True)

    class Meta:
        table = "revision"
