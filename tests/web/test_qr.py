"""QR codes: which text they hold, how sturdy they are, and that paper and screens can show them."""

import re
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
import segno

from calendar_app.web.qr import code, qr_image, qr_svg

ADDRESS = "https://kalender.example.no/abonner?bibliotek=hamar&alder=3-6"
STURDY = ("M", "Q", "H")


@pytest.mark.parametrize("length", [40, 90, 200])
def test_it_stands_a_stain_and_is_no_larger_than_need_be(length: int) -> None:
    made = code(ADDRESS + "x" * (length - len(ADDRESS)) if length > len(ADDRESS) else ADDRESS)
    assert made.error in STURDY
    assert not made.is_micro
    assert int(made.version) <= 10


def test_picture_and_file_hold_exactly_the_address() -> None:
    """No decoder is at hand: the modules are those of a code made of that text and no other."""
    expected = segno.make_qr(ADDRESS, error="m")
    assert expected.matrix == code(ADDRESS).matrix
    file = BytesIO()
    expected.save(file, kind="svg", border=4, xmldecl=False, svgclass=None, lineclass=None)
    modules = _modules(file.getvalue().decode())
    assert _modules(unquote(qr_image(ADDRESS))) == modules
    assert _modules(qr_svg(ADDRESS).decode()) == modules
    assert _modules(qr_svg(f"{ADDRESS}0").decode()) != modules


def test_it_is_dark_on_white_with_a_quiet_zone_whatever_the_scheme() -> None:
    file = ET.fromstring(qr_svg(ADDRESS))
    size = code(ADDRESS).symbol_size(border=4)[0]
    ground, modules = list(file)
    assert (ground.get("fill"), modules.get("stroke")) == ("#fff", "#000")
    assert ground.get("d") == f"M0 0h{size}v{size}h-{size}z"
    assert file.get("viewBox") == f"0 0 {size} {size}"
    assert file.get("width") == f"{size}mm"


def test_picture_fits_an_attribute() -> None:
    image = qr_image(ADDRESS)
    assert image.startswith("data:image/svg+xml;charset=utf-8,")
    assert re.search('[<>"&\\\\]', image) is None


def _modules(svg: str) -> str:
    found = re.search(r"""stroke=['"]#000['"] d=['"]([^'"]+)""", svg)
    assert found
    return found[1]
