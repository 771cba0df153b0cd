"""QR codes of addresses, as SVG to stand alone or inside a page."""

from io import BytesIO

import segno
from segno import DataOverflowError

# Dark squares of three pixels and a margin of four squares, as the standard wants: it reads from a
# leaflet at arm's length. `m` still reads with a seventh of it soiled.
_SCALE, _CORRECTION = 3, "m"


def svg(url: str, *, inside: bool = False) -> bytes:
    """The address as a QR code; b"" for an empty one, and where it is too long for a code."""
    if not url:
        return b""
    try:
        code = segno.make_qr(url, error=_CORRECTION)
    except DataOverflowError:
        return b""
    out = BytesIO()
    code.save(
        out,
        kind="svg",
        scale=_SCALE,
        light="#fff",
        svgclass=None,
        lineclass=None,
        xmldecl=not inside,
        svgns=not inside,
    )
    return out.getvalue()
