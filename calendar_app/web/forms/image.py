"""The part of the event's form about its image: which it is, what it shows, whose it is.

The bytes are sent and stored elsewhere; here they have a name.
"""

import re

from calendar_app.domain.event import Image
from calendar_app.web.forms.typed import Reader

IMAGE_FIELDS = ("image_hash", "image_alt", "image_credit")

_HASH = re.compile(r"[0-9a-f]{64}")


def read_image(reader: Reader, *, base: Image) -> Image:
    """Read it; a name that is not one of ours is no image, unless the event had it before."""
    name = reader.line("image_hash")
    is_known = not name or name == base.hash or _HASH.fullmatch(name)
    if not is_known:
        reader.refuse("image_hash", "unknown_choice")
    return Image(
        hash=name if is_known else "",
        alt=reader.line("image_alt"),
        credit=reader.line("image_credit"),
    )


def typed_image(image: Image) -> dict[str, str]:
    """Give the texts that would have made this."""
    return {"image_hash": image.hash, "image_alt": image.alt, "image_credit": image.credit}
