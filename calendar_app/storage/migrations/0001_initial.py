import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from calendar_app.storage.fields import LocalDateField, UTCDatetimeField


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="AgeBandRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("slug", fields.CharField(unique=True, max_length=60)),
                ("nb", fields.CharField(max_length=100)),
                ("nn", fields.CharField(max_length=100)),
                ("en", fields.CharField(max_length=100)),
                ("low", fields.IntField()),
                ("high", fields.IntField(null=True)),
            ],
            options={"table": "age_band", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CategoryRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("slug", fields.CharField(unique=True, max_length=60)),
                ("nb", fields.CharField(max_length=100)),
                ("nn", fields.CharField(max_length=100)),
                ("en", fields.CharField(max_length=100)),
                (
                    "aliases",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
            ],
            options={"table": "category", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LeaseRow",
            fields=[
                (
                    "name",
                    fields.CharField(primary_key=True, unique=True, db_index=True, max_length=60),
                ),
                ("holder", fields.CharField(max_length=60)),
                ("until", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "lease", "app": "models", "pk_attr": "name"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LibraryRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("slug", fields.CharField(unique=True, max_length=60)),
                ("name", fields.CharField(max_length=200)),
                ("short_name", fields.CharField(max_length=60)),
                ("kind", fields.CharField(max_length=20)),
                ("municipality", fields.CharField(max_length=60)),
                ("municipality_no", fields.CharField(max_length=4)),
                ("colour", fields.CharField(max_length=7)),
                ("email", fields.CharField(max_length=254)),
            ],
            options={"table": "library", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PublicationChangeRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("version", fields.IntField(db_index=True)),
                ("event_id", fields.IntField(null=True)),
            ],
            options={"table": "publication_change", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PublicationRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("version", fields.IntField()),
                ("stamp", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "publication", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RevisionRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("event_id", fields.IntField(db_index=True)),
                ("staff_id", fields.IntField(null=True)),
                ("at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("action", fields.CharField(max_length=30)),
                (
                    "before",
                    fields.JSONField(
                        null=True,
                        encoder=functools.partial(dumps, separators=(",", ":")),
                        decoder=loads,
                    ),
                ),
                (
                    "after",
                    fields.JSONField(
                        null=True,
                        encoder=functools.partial(dumps, separators=(",", ":")),
                        decoder=loads,
                    ),
                ),
            ],
            options={"table": "revision", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="StaffRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("email", fields.CharField(unique=True, max_length=254)),
                ("name", fields.CharField(max_length=200)),
                ("password_hash", fields.CharField(max_length=200)),
                ("disabled_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "staff", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SessionRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                ("csrf_token", fields.CharField(max_length=64)),
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
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("seen_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "session", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="StaffRoleRow",
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
                (
                    "library",
                    fields.ForeignKeyField(
                        "models.LibraryRow",
                        source_field="library_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("role", fields.CharField(max_length=20)),
            ],
            options={
                "table": "staff_role",
                "app": "models",
                "unique_together": (("staff", "library"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="VenueRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("slug", fields.CharField(unique=True, max_length=60)),
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
                ("name", fields.CharField(max_length=200)),
                ("short_name", fields.CharField(max_length=60)),
                ("building", fields.CharField(max_length=200)),
                ("street", fields.CharField(max_length=200)),
                ("postal_code", fields.CharField(max_length=10)),
                ("city", fields.CharField(max_length=60)),
                ("address_verified", fields.BooleanField()),
                ("latitude", fields.FloatField(null=True)),
                ("longitude", fields.FloatField(null=True)),
                ("geo_precision", fields.CharField(max_length=20)),
                ("wheelchair", fields.BooleanField(null=True)),
                ("accessible_wc", fields.BooleanField(null=True)),
                ("hearing_loop", fields.BooleanField(null=True)),
                ("sign_language", fields.BooleanField(null=True)),
                ("low_sensory", fields.BooleanField(null=True)),
                ("access_note", fields.TextField(unique=False)),
            ],
            options={"table": "venue", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RoomRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                (
                    "venue",
                    fields.ForeignKeyField(
                        "models.VenueRow",
                        source_field="venue_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("slug", fields.CharField(max_length=60)),
                ("name", fields.CharField(max_length=200)),
            ],
            options={
                "table": "room",
                "app": "models",
                "unique_together": (("venue", "slug"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("uid", fields.CharField(unique=True, max_length=36)),
                ("slug", fields.CharField(max_length=60)),
                ("version", fields.IntField()),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("updated_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("published_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("workflow", fields.CharField(max_length=20)),
                ("visibility", fields.CharField(max_length=20)),
                ("state", fields.CharField(max_length=20)),
                ("state_reason", fields.TextField(unique=False)),
                ("state_from", LocalDateField(null=True)),
                ("previous_state", fields.CharField(null=True, max_length=20)),
                (
                    "organiser",
                    fields.ForeignKeyField(
                        "models.LibraryRow",
                        source_field="organiser_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("title", fields.CharField(max_length=200)),
                ("summary", fields.TextField(unique=False)),
                ("description", fields.TextField(unique=False)),
                ("content_language", fields.CharField(max_length=20)),
                (
                    "languages",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("age_from", fields.IntField(null=True)),
                ("age_to", fields.IntField(null=True)),
                ("age_note", fields.TextField(unique=False)),
                ("mode", fields.CharField(max_length=20)),
                ("online_url", fields.TextField(unique=False)),
                (
                    "venue",
                    fields.ForeignKeyField(
                        "models.VenueRow",
                        source_field="venue_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "room",
                    fields.ForeignKeyField(
                        "models.RoomRow",
                        source_field="room_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place_text", fields.TextField(unique=False)),
                ("price_kind", fields.CharField(max_length=20)),
                ("price_amount", fields.IntField(null=True)),
                ("price_note", fields.TextField(unique=False)),
                ("registration_kind", fields.CharField(max_length=20)),
                ("registration_url", fields.TextField(unique=False)),
                ("registration_contact", fields.TextField(unique=False)),
                (
                    "registration_opens_at",
                    UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                (
                    "registration_closes_at",
                    UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                ("registration_note", fields.TextField(unique=False)),
                ("waiting_list", fields.BooleanField()),
                ("guardian_registers", fields.BooleanField()),
                ("capacity", fields.IntField(null=True)),
                ("wheelchair", fields.BooleanField(null=True)),
                ("accessible_wc", fields.BooleanField(null=True)),
                ("hearing_loop", fields.BooleanField(null=True)),
                ("sign_language", fields.BooleanField(null=True)),
                ("low_sensory", fields.BooleanField(null=True)),
                ("access_note", fields.TextField(unique=False)),
                ("image_hash", fields.CharField(max_length=64)),
                ("image_alt", fields.TextField(unique=False)),
                ("image_credit", fields.TextField(unique=False)),
                (
                    "people",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "books",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "partners",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("funding", fields.TextField(unique=False)),
                ("contact", fields.TextField(unique=False)),
                ("statistics_type", fields.CharField(max_length=60)),
                ("arranger", fields.CharField(max_length=20)),
                ("internal_note", fields.TextField(unique=False)),
                (
                    "first_span",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("rrule", fields.TextField(null=True, unique=False)),
                (
                    "rdates",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                (
                    "exdates",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("submission", fields.CharField(null=True, unique=True, max_length=64)),
                ("source_key", fields.CharField(null=True, unique=True, max_length=64)),
                ("source_uid", fields.TextField(null=True, unique=False)),
                ("source_name", fields.TextField(null=True, unique=False)),
                ("source_digest", fields.CharField(null=True, max_length=64)),
                ("source_version", fields.IntField(null=True)),
            ],
            options={
                "table": "event",
                "app": "models",
                "indexes": [
                    Index(fields=["workflow", "visibility"]),
                    Index(fields=["organiser_id"]),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventAgeBandRow",
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
                    "age_band",
                    fields.ForeignKeyField(
                        "models.AgeBandRow",
                        source_field="age_band_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
            ],
            options={
                "table": "event_age_band",
                "app": "models",
                "unique_together": (("event", "age_band"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventCategoryRow",
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
                    "category",
                    fields.ForeignKeyField(
                        "models.CategoryRow",
                        source_field="category_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
            ],
            options={
                "table": "event_category",
                "app": "models",
                "unique_together": (("event", "category"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="EventCoOrganiserRow",
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
                    "library",
                    fields.ForeignKeyField(
                        "models.LibraryRow",
                        source_field="library_id",
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("position", fields.IntField()),
            ],
            options={
                "table": "event_co_organiser",
                "app": "models",
                "unique_together": (("event", "library"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="OccurrenceRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("uid", fields.CharField(unique=True, max_length=36)),
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
                ("recurrence_date", LocalDateField()),
                ("start_date", LocalDateField()),
                ("start_minute", fields.IntField(null=True)),
                ("end_date", LocalDateField()),
                ("end_minute", fields.IntField(null=True)),
                ("starts_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("ends_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("has_own_time", fields.BooleanField()),
                (
                    "moved_from",
                    fields.JSONField(
                        null=True,
                        encoder=functools.partial(dumps, separators=(",", ":")),
                        decoder=loads,
                    ),
                ),
                ("title", fields.CharField(max_length=200)),
                ("summary", fields.TextField(unique=False)),
                ("note", fields.TextField(unique=False)),
                (
                    "venue",
                    fields.ForeignKeyField(
                        "models.VenueRow",
                        source_field="venue_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "room",
                    fields.ForeignKeyField(
                        "models.RoomRow",
                        source_field="room_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place_text", fields.TextField(unique=False)),
                ("state", fields.CharField(null=True, max_length=20)),
                ("state_reason", fields.TextField(unique=False)),
                ("previous_state", fields.CharField(null=True, max_length=20)),
                ("capacity", fields.IntField(null=True)),
                ("registration_url", fields.TextField(unique=False)),
                ("sequence", fields.IntField()),
                ("last_modified", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "occurrence",
                "app": "models",
                "indexes": [
                    Index(fields=["end_date", "start_date"]),
                    Index(fields=["event_id", "start_date"]),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
