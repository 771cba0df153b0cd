"""Assets: the style and the scripts, joined, minified and compressed once, when the app is made.

What is under `static/` is written to be read; what is sent is made from it here, in memory, the
same bytes from the same sources. A sheet's own `@import "css/part.css";` lines say its parts and
their order, and a script's `import "./js/part.js";` lines say its own; the parts stand in
`static/css/` and `static/js/`, and are not served by themselves.
"""

import gzip
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import rcssmin
import rjsmin
from flask import Flask, Response, abort, request

_IMPORT = re.compile(r'^@?import "(?:\./)?([\w./-]+)";$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/|^//.*?$", re.DOTALL | re.MULTILINE)
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: plain and gzipped, and the hash that stands in its address."""

    body: bytes
    gzipped: bytes
    fingerprint: str
    mimetype: str


def load(folder: Path) -> dict[str, Asset]:
    """Every file that is served from a folder, by its name, made ready to send.

    Raises `ValueError` where a file imports what is not there, or the folder holds a kind of file
    that nothing here knows how to send.
    """
    return {file.name: _made(file) for file in sorted(folder.iterdir()) if file.is_file()}


def fingerprints(assets: Mapping[str, Asset]) -> dict[str, str]:
    """The hash of each file, which stands in its address."""
    return {name: each.fingerprint for name, each in assets.items()}


def sources(file: Path) -> Iterator[Path]:
    """The parts of a sheet or a script, in their order."""
    return (file.parent / name for name in _IMPORT.findall(file.read_text(encoding="utf-8")))


def register(app: Flask, assets: Mapping[str, Asset]) -> None:
    """Answer what asks for a static file with what was made of it."""

    def static(filename: str) -> Response:
        if filename not in assets:
            abort(404)
        return _response(assets[filename])

    app.view_functions["static"] = static


def _response(asset: Asset) -> Response:
    """The file, gzipped where the browser takes that, or 304 where it has it already."""
    packed = request.accept_encodings["gzip"] > 0
    answer = Response(asset.gzipped if packed else asset.body, content_type=_typed(asset.mimetype))
    if packed:
        answer.content_encoding = "gzip"
    answer.vary.add("Accept-Encoding")
    # Two bodies, two tags: what one of them was kept under must not answer for the other.
    answer.set_etag(f"{asset.fingerprint}-gzip" if packed else asset.fingerprint)
    answer.make_conditional(request)
    return answer


def _typed(mimetype: str) -> str:
    return f"{mimetype}; charset=utf-8"


def _made(file: Path) -> Asset:
    if file.suffix not in _TYPES:
        raise ValueError(f"{file} is a kind of file that is not served: {', '.join(_TYPES)} are.")
    body = _minified(file).encode()
    return Asset(
        body=body,
        gzipped=gzip.compress(body, 9, mtime=0),  # with no time in it: the same bytes each start
        fingerprint=blake2b(body, digest_size=6).hexdigest(),
        mimetype=_TYPES[file.suffix],
    )


def _minified(file: Path) -> str:
    if file.suffix == ".css":
        return str(rcssmin.cssmin("\n".join(_parts(file))))
    if file.suffix == ".js":
        # Each part in a block of its own: what one names, another cannot see.
        return str(rjsmin.jsmin("".join(f"(() => {{\n{part}\n}})();\n" for part in _parts(file))))
    return file.read_text(encoding="utf-8")


def _parts(file: Path) -> list[str]:
    """The texts of the parts that a file names; it says nothing else itself."""
    own = _COMMENT.sub("", _IMPORT.sub("", file.read_text(encoding="utf-8"))).strip()
    if own:
        raise ValueError(f"{file} holds more than imports of its parts: {own[:60]!r}")
    missing = [part.name for part in sources(file) if not part.is_file()]
    if missing:
        raise ValueError(f"{file} imports what is not there: {', '.join(missing)}")
    return [part.read_text(encoding="utf-8") for part in sources(file)]
