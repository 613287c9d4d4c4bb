"""Pictures as people send them, and files that only look like one (T-20, A-7)."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

from PIL import Image

SCRIPT = b"alert(document.domain)"


def picture(
    form: str = "PNG", size: tuple[int, int] = (40, 20), *, mode: str = "RGB", **options: object
) -> bytes:
    """Make a picture, red on the left and blue on the right."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    written = BytesIO()
    image.convert(mode).save(written, form, **options)
    return written.getvalue()


def phone_photo() -> bytes:
    """Make what a phone makes that was held upright: turned by a mark, with where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: to be turned a quarter to the right
    exif[0x010F] = "Telefonen"
    exif.get_ifd(0x8825).update({1: "N", 2: (60.0, 47.0, 41.0), 3: "E", 4: (11.0, 4.0, 5.0)})
    return picture("JPEG", exif=exif.tobytes(), comment=b"tatt hjemme")


def animation() -> bytes:
    """Make a GIF that is red first and blue then."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    written = BytesIO()
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return written.getvalue()


def flood(width: int = 50_000, height: int = 50_000) -> bytes:
    """Make a PNG of a few bytes that says it has so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def profile_bomb() -> bytes:
    """Make a PNG whose colour profile is a hundred megabytes of nothing, packed."""
    whole = picture()
    body = b"bomb\0\0" + zlib.compress(b"\0" * 100_000_000, 9)
    chunk = struct.pack(">I", len(body)) + b"iCCP" + body
    chunk += struct.pack(">I", zlib.crc32(b"iCCP" + body))
    return whole[:33] + chunk + whole[33:]


def with_archive() -> bytes:
    """Make a JPEG that is a ZIP as well."""
    written = BytesIO(picture("JPEG"))
    with ZipFile(written, "a") as archive:
        archive.writestr("x.html", SCRIPT)
    return written.getvalue()


def with_script() -> bytes:
    """Make a GIF that is a script as well: its comment ends where the script begins."""
    whole = picture("GIF", comment=b"*/=1;" + SCRIPT + b"/*")
    return whole + b"*/;" + SCRIPT


NO_PICTURES = {
    "svg with script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "script that begins like a GIF": b"GIF89a/*" + b"\0" * 20 + b"*/=1;" + SCRIPT,
    "truncated": picture("JPEG", (400, 300))[:-300],
    "broken": picture("PNG")[:50] + b"\xff" * 60,
    "head alone": b"\x89PNG\r\n\x1a\n",
    "another format": picture("BMP"),
    "TIFF": picture("TIFF"),
    "PDF": b"%PDF-1.7\n%%EOF",
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
}
