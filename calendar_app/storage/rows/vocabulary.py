"""What events point at: libraries, venues, age bands, categories, tours, and their aliases."""

from tortoise import fields
from tortoise.models import Model

from calendar_app.storage.fields import UTCDatetimeField


class LibraryRow(Model):
    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=60, unique=True)
    name = fields.CharField(max_length=200)
    short_name = fields.CharField(max_length=60)
    kind = fields.CharField(max_length=20)
    municipality = fields.CharField(max_length=60)
    municipality_no = fields.CharField(max_length=4)
    colour = fields.CharField(max_length=7)
    email = fields.CharField(max_length=254)
    # Editors propose, a coordinator publishes.
    needs_approval = fields.BooleanField(db_default=False)
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "library"


class VenueRow(Model):
    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=60, unique=True)
    library: fields.ForeignKeyNullableRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", null=True, on_delete=fields.RESTRICT
    )
    library_id: int | None
    name = fields.CharField(max_length=200)
    short_name = fields.CharField(max_length=60)
    building = fields.CharField(max_length=200)
    street = fields.CharField(max_length=200)
    postal_code = fields.CharField(max_length=10)
    city = fields.CharField(max_length=60)
    address_verified = fields.BooleanField()
    latitude = fields.FloatField(null=True)
    longitude = fields.FloatField(null=True)
    geo_precision = fields.CharField(max_length=20)
    wheelchair = fields.BooleanField(null=True)
    accessible_wc = fields.BooleanField(null=True)
    hearing_loop = fields.BooleanField(null=True)
    sign_language = fields.BooleanField(null=True)
    low_sensory = fields.BooleanField(null=True)
    access_note = fields.TextField()
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "venue"


class RoomRow(Model):
    id = fields.IntField(primary_key=True)
    venue: fields.ForeignKeyRelation[VenueRow] = fields.ForeignKeyField(
        "models.VenueRow", on_delete=fields.CASCADE
    )
    venue_id: int
    slug = fields.CharField(max_length=60)
    name = fields.CharField(max_length=200)
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "room"
        unique_together = (("venue", "slug"),)


class AgeBandRow(Model):
    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=60, unique=True)
    nb = fields.CharField(max_length=100)
    nn = fields.CharField(max_length=100)
    en = fields.CharField(max_length=100)
    low = fields.IntField()
    high = fields.IntField(null=True)
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "age_band"


class CategoryRow(Model):
    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=60, unique=True)
    nb = fields.CharField(max_length=100)
    nn = fields.CharField(max_length=100)
    en = fields.CharField(max_length=100)
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "category"


class TourRow(Model):
    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=60, unique=True)
    title = fields.CharField(max_length=200)

    class Meta:
        table = "tour"


class SlugAliasRow(Model):
    # A slug of another time, or of a row that was merged into another: addresses live for years.
    # `kind` is the key of a filter address, `f` for named filters; `slug` the present one.
    id = fields.IntField(primary_key=True)
    kind = fields.CharField(max_length=20)
    alias = fields.CharField(max_length=60)
    slug = fields.CharField(max_length=60)

    class Meta:
        table = "slug_alias"
        unique_together = (("kind", "alias"),)


class NamedFilterRow(Model):
    id = fields.IntField(primary_key=True)
    slug = fields.CharField(max_length=60, unique=True)
    title = fields.CharField(max_length=200)
    query = fields.TextField()
    library: fields.ForeignKeyNullableRelation[LibraryRow] = fields.ForeignKeyField(
        "models.LibraryRow", null=True, on_delete=fields.RESTRICT
    )
    library_id: int | None
    notice_uid = fields.CharField(max_length=36)
    changed_at = UTCDatetimeField()
    retired_at = UTCDatetimeField(null=True)

    class Meta:
        table = "named_filter"
