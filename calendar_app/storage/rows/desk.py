"""What the staff side keeps for those who work there: drafts, templates, the bin, what to undo."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import UTCDatetimeField
from calendar_app.storage.rows.staff import StaffRow
from calendar_app.storage.rows.vocabulary import LibraryRow


class ImageRow(Model):
    # Re-encoded bytes, named by their SHA-256; the same picture sent twice is one row.
    hash = fields.CharField(max_length=64, primary_key=True)
    content = fields.BinaryField()
    width = fields.IntField()
    height = fields.IntField()
    created_at = UTCDatetimeField()

    class Meta:
        table = "image"


class FormDraftRow(Model):
    # What somebody typed and has not saved: `key` names the form, `path` its address. `parked`
    # is what was sent after the log-in had run out.
    id = fields.IntField(primary_key=True)
    staff: fields.ForeignKeyRelation[StaffRow] = fields.ForeignKeyField(
        "models.StaffRow", on_delete=fields.CASCADE
    )
    staff_id: int
    key = fields.CharField(max_length=120)
    path = fields.CharField(max_length=500)
    texts: Any = fields.JSONField()
    version = fields.IntField(null=True)
    is_parked = fields.BooleanField()
    updated_at = UTCDatetimeField()

    class Meta:
        table = "form_draft"
        unique_together = (("staff", "key"),)


class EventTemplateRow(Model):
    # A form filled in beforehand, but for its dates; of one library, or of all.
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100)
    library: fields.ForeignKeyNullableRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", null=True, on_delete=fields.RESTRICT
    )
    library_id: int | None
    texts: Any = fields.JSONField()
    created_by = fields.IntField(null=True)
    created_at = UTCDatetimeField()

    class Meta:
        table = "event_template"


class BulkChangeRow(Model):
    # One change of many events: which revision each got, so that it can be undone once.
    id = fields.IntField(primary_key=True)
    staff_id = fields.IntField(null=True)
    action = fields.CharField(max_length=30)
    at = UTCDatetimeField()
    revisions: Any = fields.JSONField()
    undone_at = UTCDatetimeField(null=True)

    class Meta:
        table = "bulk_change"


class BinRow(Model):
    # An event that was deleted: out of every other table, and whole in here until it is emptied.
    id = fields.IntField(primary_key=True)
    event_id = fields.IntField(unique=True)
    organiser_id = fields.IntField()
    title = fields.CharField(max_length=200)
    staff_id = fields.IntField(null=True)
    deleted_at = UTCDatetimeField(db_index=True)
    content: Any = fields.JSONField()

    class Meta:
        table = "bin"
