"""What hangs on single dates: who came, and who is coming. Neither may vanish with a date."""

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import UTCDatetimeField
from calendar_app.storage.rows.events import OccurrenceRow
from calendar_app.storage.rows.staff import StaffRow


class AttendanceRow(Model):
    # Empty means "not entered", 0 is a number. `counts` false leaves the date out of statistics.
    id = fields.IntField(primary_key=True)
    occurrence: fields.OneToOneRelation[OccurrenceRow] = fields.OneToOneField(
        "models.OccurrenceRow", on_delete=fields.RESTRICT, related_name="attendance"
    )
    occurrence_id: int
    participants = fields.IntField(null=True)
    children_youth = fields.IntField(null=True)
    digital = fields.IntField(null=True)
    counts = fields.BooleanField()
    entered_by = fields.IntField(null=True)
    entered_at = UTCDatetimeField()

    class Meta:
        table = "attendance"


class SignUpRow(Model):
    # `mode` is how somebody takes part: in person or online.
    id = fields.IntField(primary_key=True)
    occurrence: fields.ForeignKeyRelation[OccurrenceRow] = fields.ForeignKeyField(
        "models.OccurrenceRow", on_delete=fields.RESTRICT
    )
    occurrence_id: int
    staff: fields.ForeignKeyRelation[StaffRow] = fields.ForeignKeyField(
        "models.StaffRow", on_delete=fields.CASCADE
    )
    staff_id: int
    mode = fields.CharField(max_length=20)
    created_at = UTCDatetimeField()

    class Meta:
        table = "sign_up"
        unique_together = (("occurrence", "staff"),)
