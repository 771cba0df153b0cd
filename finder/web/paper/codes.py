"""Codes: QR codes to print, from paper to a telephone."""

from io import BytesIO

import segno
from markupsafe import Markup

# `m` still reads with a seventh of it soiled; four white squares around it, as the standard wants.
_CORRECTION, _MARGIN = "m", 4


def code(text: str) -> Markup:
    """A text, an address or a `tel:` link, as a QR code in SVG of no size of its own."""
    out = BytesIO()
    segno.make_qr(text, error=_CORRECTION).save(
        out,
        kind="svg",
        border=_MARGIN,
        omitsize=True,
        svgclass="qr",
        lineclass=None,
        xmldecl=False,
        svgns=True,
    )
    return Markup(out.getvalue().decode())  # noqa: S704 -- segno draws it
