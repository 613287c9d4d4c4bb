"""The people who log in, and the secrets that stand for them."""

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import UTCDatetimeField
from calendar_app.storage.rows.vocabulary import LibraryRow


class StaffRow(Model):
    id = fields.IntField(primary_key=True)
    email = fields.CharField(max_length=254, unique=True)
    name = fields.CharField(max_length=200)
    password_hash = fields.CharField(max_length=200)
    disabled_at = UTCDatetimeField(null=True)
    # The moment at which what the person may see last changed, for their personal feeds.
    access_changed_at = UTCDatetimeField(null=True)
    # Of the interface; empty: as the installation says.
    language = fields.CharField(max_length=2, db_default="")
    created_at = UTCDatetimeField()

    class Meta:
        table = "staff"


class StaffRoleRow(Model):
    id = fields.IntField(primary_key=True)
    staff: fields.ForeignKeyRelation[StaffRow] = fields.ForeignKeyField(
        "models.StaffRow", on_delete=fields.CASCADE
    )
    staff_id: int
    library: fields.ForeignKeyRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", on_delete=fields.CASCADE
    )
    library_id: int
    role = fields.CharField(max_length=20)

    class Meta:
        table = "staff_role"
        unique_together = (("staff", "library"),)


class SessionRow(Model):
    # The cookie holds the token, the table only its hash.
    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    csrf_token = fields.CharField(max_length=64)
    staff: fields.ForeignKeyRelation[StaffRow] = fields.ForeignKeyField(
        "models.StaffRow", on_delete=fields.CASCADE
    )
    staff_id: int
    created_at = UTCDatetimeField()
    seen_at = UTCDatetimeField()
    # An ended log-in stays for a while: what was typed under it belongs to somebody.
    ended_at = UTCDatetimeField(null=True)
    device = fields.CharField(max_length=200, db_default="")

    class Meta:
        table = "session"


class PersonalFeedRow(Model):
    # The address of a person's own staff feed holds the token, the table only its hash. An ended
    # one outlives its end by a notice (FC-23); one reported leaked is deleted.
    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    staff: fields.ForeignKeyRelation[StaffRow] = fields.ForeignKeyField(
        "models.StaffRow", on_delete=fields.CASCADE
    )
    staff_id: int
    name = fields.CharField(max_length=60)
    notice_uid = fields.CharField(max_length=36)
    created_at = UTCDatetimeField()
    ended_at = UTCDatetimeField(null=True)

    class Meta:
        table = "personal_feed"


class OneTimeLinkRow(Model):
    # An invitation, or a way to a new password: used once, and gone when it has run out.
    id = fields.IntField(primary_key=True)
    token_hash = fields.CharField(max_length=64, unique=True)
    staff: fields.ForeignKeyRelation[StaffRow] = fields.ForeignKeyField(
        "models.StaffRow", on_delete=fields.CASCADE
    )
    staff_id: int
    purpose = fields.CharField(max_length=20)
    created_by = fields.IntField(null=True)
    created_at = UTCDatetimeField()
    expires_at = UTCDatetimeField()

    class Meta:
        table = "one_time_link"
