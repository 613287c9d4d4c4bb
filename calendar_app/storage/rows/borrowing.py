"""A library that asks to borrow another's programme, and what became of it."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import LocalDateField, UTCDatetimeField
from calendar_app.storage.rows.events import EventRow
from calendar_app.storage.rows.vocabulary import LibraryRow


class BorrowRequestRow(Model):
    # `stop` is the borrower's event; `agreed_span` is what both sides last said yes to.
    id = fields.IntField(primary_key=True)
    event: fields.ForeignKeyRelation[EventRow] = fields.ForeignKeyField(
        "models.EventRow", on_delete=fields.RESTRICT, related_name="requests"
    )
    event_id: int
    library: fields.ForeignKeyRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", on_delete=fields.RESTRICT
    )
    library_id: int
    asked_by = fields.IntField(null=True)
    wished_date = LocalDateField()
    wished_minute = fields.IntField(null=True)
    message = fields.TextField()
    state = fields.CharField(max_length=20)
    answer = fields.TextField()
    answered_by = fields.IntField(null=True)
    answered_at = UTCDatetimeField(null=True)
    stop: fields.ForeignKeyNullableRelation[EventRow] = fields.ForeignKeyField(
        "models.EventRow", null=True, on_delete=fields.SET_NULL, related_name="lent_by"
    )
    stop_id: int | None
    agreed_span: Any = fields.JSONField(null=True)
    created_at = UTCDatetimeField()
    changed_at = UTCDatetimeField()
    # What one side did the other has not seen yet.
    is_news_to_host = fields.BooleanField()
    is_news_to_borrower = fields.BooleanField()

    class Meta:
        table = "borrow_request"
