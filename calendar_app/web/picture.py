"""A picture somebody sent, made into one of ours: small, WebP, and nothing but what is seen.

What it is called and what it says it is do not count; it is a picture when it can be decoded
(T-20, A-7). Written anew, it carries no place where it was taken, no script and no archive.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

MAX_PIXELS = 20_000_000
LONGEST_SIDE = 1600

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY = 80
_MAX_PROFILE = 1024 * 1024
_CMYK = "CMYK"

# Pillow warns over its own limit and raises over twice that; both are refused below.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class NotAPictureError(Exception):
    """It cannot be taken; `code` is one of `words.problems`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A WebP picture of ours; `hash` is the SHA-256 of its bytes."""

    hash: str
    content: bytes
    width: int
    height: int


def redrawn(data: bytes) -> Picture:
    """Decode, turn upright, scale down to 1600 pixels, and write anew. Raises NotAPictureError.

    The size stands in the first bytes and is read before anything is decoded. Of an animation
    the first picture is taken. Blocking: up to some seconds of one core.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as opened:
            _check_size(opened)
            seen = _small(opened)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAPictureError("image_too_many_pixels") from None
    except NotAPictureError:
        raise
    except Exception:
        # Decoders raise whatever they like for a broken file, SyntaxError among it.
        raise NotAPictureError("not_an_image") from None
    written = BytesIO()
    seen.save(written, "WEBP", quality=_QUALITY, method=4)
    content = written.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    return Picture(hash=digest, content=content, width=seen.width, height=seen.height)


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise NotAPictureError("image_too_many_pixels")


def _small(opened: Image.Image) -> Image.Image:
    """Give what is to be seen, upright and in sRGB, as a picture that knows nothing else."""
    profile = opened.info.get("icc_profile") or b""
    image = opened
    if image.mode == "I;16":  # as scanners write; Pillow would cut off all but the darkest
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode not in ("RGB", "L", _CMYK):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    image = ImageOps.exif_transpose(image)
    image = _in_srgb(image, profile)
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    return clean


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert colours; a profile that says nothing useful is not worth losing the picture."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and len(profile) <= _MAX_PROFILE:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted is not None:
            return converted
    return image.convert(mode)
