"""What the libraries plan by: communities, funding lines, holidays and named weeks."""

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import LocalDateField, UTCDatetimeField
from calendar_app.storage.rows.staff import StaffRow
from calendar_app.storage.rows.vocabulary import LibraryRow


class CommunityRow(Model):
    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=60, unique=True)
    nb = fields.CharField(max_length=100)
    nn = fields.CharField(max_length=100)
    en = fields.CharField(max_length=100)
    purpose = fields.TextField()
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "community"


class CommunityMemberRow(Model):
    id = fields.IntField(primary_key=True)
    community: fields.ForeignKeyRelation[CommunityRow] = fields.ForeignKeyField(
        "models.CommunityRow", on_delete=fields.CASCADE
    )
    community_id: int
    staff: fields.ForeignKeyRelation[StaffRow] = fields.ForeignKeyField(
        "models.StaffRow", on_delete=fields.CASCADE
    )
    staff_id: int
    is_coordinator = fields.BooleanField()

    class Meta:
        table = "community_member"
        unique_together = (("community", "staff"),)


class FundingLineRow(Model):
    # `text` is what stands under an event; `name` is what staff choose it by.
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=100, unique=True)
    text = fields.TextField()
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "funding_line"


class PeriodRow(Model):
    # A school holiday of one municipality (its library), or a named week of all (no library).
    id = fields.IntField(primary_key=True)
    kind = fields.CharField(max_length=20)
    library: fields.ForeignKeyNullableRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", null=True, on_delete=fields.RESTRICT
    )
    library_id: int | None
    name = fields.CharField(max_length=100)
    first_day = LocalDateField(db_index=True)
    last_day = LocalDateField()

    class Meta:
        table = "period"
