"""QR codes of our own addresses, as SVG: dark on white, so that they scan in dark mode too."""

from io import BytesIO

import segno

_QUIET_ZONE = 4
"""Modules of white around it that readers need to find it (ISO/IEC 18004)."""

_DARK = "#000"
_LIGHT = "#fff"


def qr_image(address: str) -> str:
    """Give a code as the `src` of an `<img>`; its size is up to the page.

    `address` is an absolute one of our own: never pass on what somebody typed.
    """
    return code(address).svg_data_uri(
        border=_QUIET_ZONE,
        dark=_DARK,
        light=_LIGHT,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        encode_minimal=True,
    )


def qr_svg(address: str) -> bytes:
    """Give a code as a file of its own; a millimetre a module when nothing scales it."""
    file = BytesIO()
    code(address).save(
        file,
        kind="svg",
        border=_QUIET_ZONE,
        dark=_DARK,
        light=_LIGHT,
        unit="mm",
        svgclass=None,
        lineclass=None,
    )
    return file.getvalue()


def code(address: str) -> segno.QRCode:
    """Make the code: level M or better when that costs no room, so that a stain does no harm."""
    return segno.make_qr(address, error="m")
