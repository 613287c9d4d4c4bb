"""Whatever somebody sends comes out as a small WebP picture, or not at all (T-20, A-7)."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from calendar_app.web.picture import (
    LONGEST_SIDE,
    MAX_PIXELS,
    NotAPictureError,
    Picture,
    redrawn,
)
from tests.support.pictures import (
    NO_PICTURES,
    SCRIPT,
    animation,
    flood,
    phone_photo,
    picture,
    profile_bomb,
    with_archive,
    with_script,
)

RED, BLUE = (255, 0, 0), (0, 0, 255)


def seen(made: Picture) -> Image.Image:
    image = Image.open(BytesIO(made.content))
    image.load()
    return image


def is_near(colour: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(one - other) < 25 for one, other in zip(colour, wanted, strict=False))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_every_usual_format_becomes_webp(form: str) -> None:
    made = redrawn(picture(form))
    image = seen(made)
    assert (image.format, image.size, image.mode) == ("WEBP", (40, 20), "RGB")
    assert (made.width, made.height) == (40, 20)
    assert made.hash == hashlib.sha256(made.content).hexdigest()
    assert is_near(image.getpixel((5, 10)), RED)
    assert is_near(image.getpixel((35, 10)), BLUE)


def test_same_picture_has_the_same_name() -> None:
    assert redrawn(picture()) == redrawn(picture())


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_pixels_is_understood(mode: str) -> None:
    image = seen(redrawn(picture(mode=mode) if mode != "I;16" else sixteen_bits()))
    assert image.size == (40, 20)
    assert image.mode == "RGB"


def test_what_is_transparent_stays_so() -> None:
    clear = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    written = BytesIO()
    clear.save(written, "PNG")
    assert seen(redrawn(written.getvalue())).getchannel("A").getextrema() == (0, 0)


def sixteen_bits() -> bytes:
    written = BytesIO()
    Image.new("I;16", (40, 20), 40_000).save(written, "PNG")
    return written.getvalue()


def test_sixteen_bits_of_grey_keep_their_grey() -> None:
    assert is_near(seen(redrawn(sixteen_bits())).getpixel((5, 5)), (156, 156, 156))


def test_photo_is_turned_upright_and_forgets_where_it_was_taken() -> None:
    """T-20: EXIF with a place, a maker and a comment; the mark of orientation is obeyed."""
    photo = phone_photo()
    assert Image.open(BytesIO(photo)).getexif().get_ifd(0x8825) != {}
    made = redrawn(photo)
    image = seen(made)
    assert image.size == (20, 40)
    assert is_near(image.getpixel((10, 5)), RED)
    assert is_near(image.getpixel((10, 35)), BLUE)
    assert dict(image.getexif()) == {}
    assert set(image.info) <= {"loop", "background", "timestamp", "duration"}
    assert [
        word
        for word in (b"EXIF", b"XMP ", b"ICCP", b"Telefonen", b"hjemme")
        if word in made.content
    ] == []


def test_large_picture_is_scaled_down_and_a_small_one_stays() -> None:
    made = redrawn(picture("JPEG", (4000, 1000)))
    assert (made.width, made.height) == (LONGEST_SIDE, 400)
    assert redrawn(picture(size=(1, 1))).width == 1


def test_of_an_animation_the_first_picture_is_taken() -> None:
    image = seen(redrawn(animation()))
    assert getattr(image, "n_frames", 1) == 1
    assert is_near(image.getpixel((4, 4)), RED)


def test_colours_of_a_profile_become_those_of_the_web() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert seen(redrawn(picture("PNG", icc_profile=profile))).size == (40, 20)
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = seen(redrawn(picture("JPEG", icc_profile=srgb, quality=95)))
    assert is_near(image.getpixel((5, 10)), RED)
    assert "icc_profile" not in image.info
    assert seen(redrawn(picture("JPEG", icc_profile=b"no profile at all"))).size == (40, 20)


@pytest.mark.parametrize("name", NO_PICTURES)
def test_what_cannot_be_decoded_is_no_picture(name: str) -> None:
    with pytest.raises(NotAPictureError) as refused:
        redrawn(NO_PICTURES[name])
    assert refused.value.code == "not_an_image"


def test_nothing_but_pixels_comes_through() -> None:
    """T-20: a GIF that is a script, a JPEG that is an archive. They are pictures; now only that."""
    for sent in (with_script(), with_archive()):
        assert SCRIPT in sent or b"PK\x03\x04" in sent
        made = redrawn(sent)
        assert made.content[:4] + made.content[8:12] == b"RIFFWEBP"
        assert [part for part in (SCRIPT, b"PK\x03\x04", b"GIF8") if part in made.content] == []


@pytest.mark.parametrize("side", [50_000, 4_473])
def test_pixel_flood_is_refused_before_it_is_decoded(
    side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T-20: the size is in the head, and that is all that is read."""
    monkeypatch.setattr(Image.Image, "thumbnail", None)
    assert side * side > MAX_PIXELS
    with pytest.raises(NotAPictureError) as refused:
        redrawn(flood(side, side))
    assert refused.value.code == "image_too_many_pixels"


def test_profile_that_unpacks_to_a_hundred_megabytes_is_not_unpacked() -> None:
    """T-20: ICC bomb."""
    sent = profile_bomb()
    assert len(sent) < 200_000
    with pytest.raises(NotAPictureError):
        redrawn(sent)
