"""What is public: its version, and what each version changed."""

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import UTCDatetimeField


class PublicationRow(Model):
    # One row: the version of what is public, and the stamp that Last-Modified is made of.
    id = fields.IntField(primary_key=True)
    version = fields.IntField()
    stamp = UTCDatetimeField()

    class Meta:
        table = "publication"


class PublicationChangeRow(Model):
    # What a version changed, so that a process takes in only that; no event: everything.
    id = fields.IntField(primary_key=True)
    version = fields.IntField(db_index=True)
    event_id = fields.IntField(null=True)

    class Meta:
        table = "publication_change"
