"""Tours, named filters, personal feeds, aliases of every kind, and series with names and stamps."""

from collections import defaultdict

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.functions import Max
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state_apps import StateApps

from calendar_app.domain.naming import series_slug
from calendar_app.domain.text import SLUG_LENGTH
from calendar_app.storage import migration_ops as safe
from calendar_app.storage.fields import UTCDatetimeField

CATEGORY = "type"


async def aliases_to_rows(apps: StateApps, editor: BaseSchemaEditor) -> None:
    """Give each alias of a category a row; of two categories, the later one had it before too."""
    categories = apps.get_model("models.CategoryRow").all().using_db(editor.client)
    rows = await categories.order_by("id").values("slug", "aliases")
    taken = {row["slug"] for row in rows}
    slug_of = {
        alias: row["slug"]
        for row in rows
        for alias in row["aliases"]
        if alias not in taken and len(alias) <= SLUG_LENGTH
    }
    table = apps.get_model("models.SlugAliasRow")
    for alias, slug in slug_of.items():
        await table.create(using_db=editor.client, kind=CATEGORY, alias=alias, slug=slug)


async def rows_to_aliases(apps: StateApps, editor: BaseSchemaEditor) -> None:
    rows = apps.get_model("models.SlugAliasRow").filter(kind=CATEGORY).using_db(editor.client)
    aliases: dict[str, list[str]] = defaultdict(list)
    for row in await rows.order_by("id").values("alias", "slug"):
        aliases[row["slug"]].append(row["alias"])
    categories = apps.get_model("models.CategoryRow").all().using_db(editor.client)
    for slug, found in aliases.items():
        await categories.filter(slug=slug).update(aliases=found)


async def name_public_series(apps: StateApps, editor: BaseSchemaEditor) -> None:
    """Name what is public and a series; what is not gets its name when it is published."""
    events = apps.get_model("models.EventRow").all().using_db(editor.client)
    public = events.filter(workflow="published", visibility="public")
    used: set[str] = set()
    for row in await public.order_by("id").values("id", "title", "rrule", "rdates"):
        if row["rrule"] is not None or row["rdates"]:
            slug = series_slug(row["title"], used=used)
            used.add(slug)
            await events.filter(id=row["id"]).update(series_slug=slug)


async def stamp_series(apps: StateApps, editor: BaseSchemaEditor) -> None:
    """Let every event that was ever public be as new, as one series, as its newest date."""
    dates = apps.get_model("models.OccurrenceRow").all().using_db(editor.client)
    newest = dates.annotate(newest=Max("last_modified")).group_by("event_id")
    events = apps.get_model("models.EventRow").all().using_db(editor.client)
    for event_id, moment in await newest.values_list("event_id", "newest"):
        if moment is not None:
            await events.filter(id=event_id).update(series_modified=moment)


async def nothing(_apps: StateApps, _editor: BaseSchemaEditor) -> None:
    """Leave it to the columns, which go by themselves."""


class Migration(migrations.Migration):
    dependencies = [("models", "0001_initial")]

    initial = False

    operations = [
        ops.CreateModel(
            name="NamedFilterRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("slug", fields.CharField(unique=True, max_length=60)),
                ("title", fields.CharField(max_length=200)),
                ("query", fields.TextField(unique=False)),
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
                ("notice_uid", fields.CharField(max_length=36)),
                ("changed_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("retired_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "named_filter", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PersonalFeedRow",
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
                ("name", fields.CharField(max_length=60)),
                ("notice_uid", fields.CharField(max_length=36)),
                ("created_at", UTCDatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", UTCDatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "personal_feed", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SlugAliasRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("kind", fields.CharField(max_length=20)),
                ("alias", fields.CharField(max_length=60)),
                ("slug", fields.CharField(max_length=60)),
            ],
            options={
                "table": "slug_alias",
                "app": "models",
                "unique_together": (("kind", "alias"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TourRow",
            fields=[
                (
                    "id",
                    fields.IntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("slug", fields.CharField(unique=True, max_length=60)),
                ("title", fields.CharField(max_length=200)),
            ],
            options={"table": "tour", "app": "models", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.RunPython(aliases_to_rows, rows_to_aliases),
        safe.RemoveField(model_name="CategoryRow", name="aliases", put_back=[]),
        safe.AddField(
            model_name="EventRow",
            name="series_modified",
            field=UTCDatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        safe.AddField(
            model_name="EventRow",
            name="series_sequence",
            field=fields.IntField(db_default=0),
        ),
        safe.AddField(
            model_name="EventRow",
            name="series_slug",
            field=fields.CharField(db_index=True, db_default="", max_length=60),
        ),
        safe.AddField(
            model_name="EventRow",
            name="tour",
            field=fields.ForeignKeyField(
                "models.TourRow",
                source_field="tour_id",
                null=True,
                db_constraint=True,
                to_field="id",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
        ops.RunPython(name_public_series, nothing),
        ops.RunPython(stamp_series, nothing),
    ]
