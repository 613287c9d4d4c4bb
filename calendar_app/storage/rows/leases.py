"""Who does a task that only one process may do."""

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import UTCDatetimeField


class LeaseRow(Model):
    # Who does a daily task, and until when nobody else need try.
    name = fields.CharField(max_length=60, primary_key=True)
    holder = fields.CharField(max_length=60)
    until = UTCDatetimeField()

    class Meta:
        table = "lease"
