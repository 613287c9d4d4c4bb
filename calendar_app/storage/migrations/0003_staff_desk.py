"""What the staff desk stands on: communities, borrowing, attendance, images, drafts, the bin."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from calendar_app.storage import migration_ops as safe
from calendar_app.storage.fields import LocalDateField, UTCDatetimeField


async def name_who_made_it(apps: StateApps, editor: BaseSchemaEditor) -> None:
    """Let each event know who made it, as its history tells."""
    revisions = apps.get_model("models.RevisionRow").filter(action="created")
    events = apps.get_model("models.EventRow").all().using_db(editor.client)
    rows = revisions.using_db(editor.client).exclude(staff_id=None).order_by("id")
    for row in await rows.values("event_id", "staff_id"):
        await events.filter(id=row["event_id"]).update(created_by=row["staff_id"])


async def nothing(_apps: StateApps, _editor: BaseSchemaEditor) -> None:
    """Leave it to the column, which goes by itself."""


class Migration(migrations.Migration):
    dependencies = [("models", "0002_filters_and_feeds")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AttendanceRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                (
                    "occurrence",
                    fields.OneToOneField(
                        "models.OccurrenceRow",
                        source_field="occurrence_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="attendance",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("participants", fields.IntField(null=True)),
                ("children_youth", fields.IntField(null=True)),
                ("digital", fields.IntField(null=True)),
                ("counts", fields.BooleanField()),
                ("entered_by", fields.IntField(null=True)),
                ("entered_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "attendance", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BinRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("event_id", fields.IntField(unique=True)),
                ("organiser_id", fields.IntField()),
                ("title", fields.CharField(max_length=200)),
                ("staff_id", fields.IntField(null=True)),
                ("deleted_at", UTCDatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("content", fields.JSONField()),
            ],
            options={"table": "bin", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BorrowRequestRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                (
                    "event",
                    fields.ForeignKeyField(
                        "models.EventRow",
                        source_field="event_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="requests",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "library",
                    fields.ForeignKeyField(
                        "models.LibraryRow",
                        source_field="library_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("asked_by", fields.IntField(null=True)),
                ("wished_date", LocalDateField()),
                ("wished_minute", fields.IntField(null=True)),
                ("message", fields.TextField(unique=False)),
                ("state", fields.CharField(max_length=20)),
                ("answer", fields.TextField(unique=False)),
                ("answered_by", fields.IntField(null=True)),
                ("answered_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "stop",
                    fields.ForeignKeyField(
                        "models.EventRow",
                        source_field="stop_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="lent_by",
                        on_delete=OnDelete.SET_NULL,
                    ),
                ),
                ("agreed_span", fields.JSONField(null=True)),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("changed_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("is_news_to_host", fields.BooleanField()),
                ("is_news_to_borrower", fields.BooleanField()),
            ],
            options={"table": "borrow_request", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BulkChangeRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("staff_id", fields.IntField(null=True)),
                ("action", fields.CharField(max_length=30)),
                ("at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("revisions", fields.JSONField()),
                ("undone_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "bulk_change", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CommunityRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("slug", fields.CharField(unique=True, max_length=60)),
                ("nb", fields.CharField(max_length=100)),
                ("nn", fields.CharField(max_length=100)),
                ("en", fields.CharField(max_length=100)),
                ("purpose", fields.TextField(unique=False)),
                ("retired_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "community", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CommunityMemberRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                (
                    "community",
                    fields.ForeignKeyField(
                        "models.CommunityRow",
                        source_field="community_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "staff",
                    fields.ForeignKeyField(
                        "models.StaffRow",
                        source_field="staff_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("is_coordinator", fields.BooleanField()),
            ],
            options={
                "table": "community_member",
                "app": "models",
                "unique_together": (("community", "staff"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventCommunityRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                (
                    "event",
                    fields.ForeignKeyField(
                        "models.EventRow",
                        source_field="event_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                (
                    "community",
                    fields.ForeignKeyField(
                        "models.CommunityRow",
                        source_field="community_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
            ],
            options={
                "table": "event_community",
                "app": "models",
                "unique_together": (("event", "community"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventTemplateRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("name", fields.CharField(max_length=100)),
                (
                    "library",
                    fields.ForeignKeyField(
                        "models.LibraryRow",
                        source_field="library_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("texts", fields.JSONField()),
                ("created_by", fields.IntField(null=True)),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "event_template", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FormDraftRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                (
                    "staff",
                    fields.ForeignKeyField(
                        "models.StaffRow",
                        source_field="staff_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("key", fields.CharField(max_length=120)),
                ("path", fields.CharField(max_length=500)),
                ("texts", fields.JSONField()),
                ("version", fields.IntField(null=True)),
                ("is_parked", fields.BooleanField()),
                ("updated_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "form_draft",
                "app": "models",
                "unique_together": (("staff", "key"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="FundingLineRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("name", fields.CharField(unique=True, max_length=100)),
                ("text", fields.TextField(unique=False)),
                ("retired_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "funding_line", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ImageRow",
            fields=[
                (
                    "hash",
                    fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64),
                ),
                ("content", fields.BinaryField()),
                ("width", fields.IntField()),
                ("height", fields.IntField()),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "image", "app": "models", "pk_attr": "hash"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="OneTimeLinkRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                (
                    "staff",
                    fields.ForeignKeyField(
                        "models.StaffRow",
                        source_field="staff_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("purpose", fields.CharField(max_length=20)),
                ("created_by", fields.IntField(null=True)),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "one_time_link", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PeriodRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("kind", fields.CharField(max_length=20)),
                (
                    "library",
                    fields.ForeignKeyField(
                        "models.LibraryRow",
                        source_field="library_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("name", fields.CharField(max_length=100)),
                ("first_day", LocalDateField(db_index=True)),
                ("last_day", LocalDateField()),
            ],
            options={"table": "period", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SignUpRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                (
                    "occurrence",
                    fields.ForeignKeyField(
                        "models.OccurrenceRow",
                        source_field="occurrence_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "staff",
                    fields.ForeignKeyField(
                        "models.StaffRow",
                        source_field="staff_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("mode", fields.CharField(max_length=20)),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "sign_up",
                "app": "models",
                "unique_together": (("occurrence", "staff"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        safe.AddField(
            model_name="AgeBandRow",
            name="retired_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="CategoryRow",
            name="retired_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="agenda",
            field=fields.JSONField(null=True),
        ),
        safe.AddField(
            model_name="EventRow",
            name="created_by",
            field=fields.IntField(null=True),
        ),
        safe.AddField(
            model_name="EventRow",
            name="documents",
            field=fields.JSONField(null=True),
        ),
        safe.AddField(
            model_name="EventRow",
            name="experience",
            field=fields.TextField(db_default="", unique=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="funding_line",
            field=fields.ForeignKeyField(
                "models.FundingLineRow",
                source_field="funding_line_id",
                null=True,
                db_constraint=True,
                to_field="id",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
        safe.AddField(
            model_name="EventRow",
            name="host",
            field=fields.ForeignKeyField(
                "models.LibraryRow",
                source_field="host_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="hosted",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
        safe.AddField(
            model_name="EventRow",
            name="is_lent",
            field=fields.BooleanField(db_default=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="lending_contact",
            field=fields.TextField(db_default="", unique=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="lending_fee",
            field=fields.TextField(db_default="", unique=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="lending_minutes",
            field=fields.IntField(null=True),
        ),
        safe.AddField(
            model_name="EventRow",
            name="lending_needs",
            field=fields.TextField(db_default="", unique=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="notes_afterwards",
            field=fields.TextField(db_default="", unique=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="proposed_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="proposed_by",
            field=fields.IntField(null=True),
        ),
        safe.AddField(
            model_name="LibraryRow",
            name="needs_approval",
            field=fields.BooleanField(db_default=False),
        ),
        safe.AddField(
            model_name="LibraryRow",
            name="retired_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="RoomRow",
            name="retired_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="SessionRow",
            name="device",
            field=fields.CharField(db_default="", max_length=200),
        ),
        safe.AddField(
            model_name="SessionRow",
            name="ended_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="StaffRow",
            name="access_changed_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="StaffRow",
            name="language",
            field=fields.CharField(db_default="", max_length=2),
        ),
        safe.AddField(
            model_name="VenueRow",
            name="retired_at",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunPython(name_who_made_it, nothing),
    ]
