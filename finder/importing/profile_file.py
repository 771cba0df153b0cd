"""Profile file: a profile as TOML or JSON, read with every slip told of, and written for review."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from finder.errors import BadProfile
from finder.importing.profile import Condition, CredentialColumns, Profile, ServiceColumn
from finder.sentence import Sentence, quoted, said

# The longest written by hand maps some 300 columns in 30 KB.
_LONGEST = 512 * 1024
_PROFILE = said("The profile")
NAME = re.compile("[a-z0-9][a-z0-9-]{0,59}")


def read_profile(file: Path) -> Profile:
    """The profile in a file; raises `BadProfile` saying where it is wrong."""
    try:
        if file.stat().st_size > _LONGEST:
            raise BadProfile(said("%(file)s is too long to be a profile.", file=str(file)))
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise BadProfile(
            said(
                "The profile %(file)s cannot be read: %(why)s.", file=str(file), why=_reason(error)
            )
        ) from error
    return profile_from(text, name=file.stem, where=Sentence(str(file)))


def profile_from(text: str, *, name: str = "", where: Sentence = _PROFILE) -> Profile:
    """The profile in a text, TOML or JSON; `name` is its name unless it has one."""
    try:
        raw = json.loads(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
        if not isinstance(raw, dict):
            raise BadProfile(
                said("%(where)s is no profile: it should be a table of settings.", where=where)
            )
        _refuse_unknown(raw, Profile, where)
        shaped = {"name": name, **raw, "columns": _lists(raw.get("columns", {}))}
        profile = msgspec.convert(shaped, Profile)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        if isinstance(error, BadProfile):
            raise
        raise BadProfile(
            said("%(where)s cannot be read: %(why)s.", where=where, why=str(error))
        ) from error
    if not NAME.fullmatch(profile.name):
        raise BadProfile(cannot_be_called(profile.name))
    return profile


def cannot_be_called(name: str) -> Sentence:
    """What to say of a name that is no profile's."""
    return said(
        "A profile cannot be called %(name)s: up to 60 small letters, digits and hyphens.",
        name=quoted(name),
    )


def write_profile(profile: Profile, remarks: Iterable[str] = ()) -> str:
    """The profile as TOML, with remarks for its reader above it."""
    told = "".join(f"# {' '.join(line.split())}\n" for line in remarks)
    return f"{told}\n{tomli_w.dumps(_written(profile))}".lstrip("\n")


def _written(profile: Profile) -> dict[str, Any]:
    """What of the profile is worth writing: nothing that is blank or as it would be anyway."""
    raw: dict[str, Any] = msgspec.to_builtins(profile)
    raw["columns"] = {
        each: columns[0] if len(columns) == 1 else list(columns)
        for each, columns in raw["columns"].items()
    }
    raw["services"] = [_bare(each, {"split": "", "keep": True}) for each in raw["services"]]
    raw["credentials"] = [_bare(each, {}) for each in raw["credentials"]]
    return _bare(raw, {})


def _bare(raw: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in raw.items()
        if value not in ("", None, (), [], {}) and (key not in usual or value != usual[key])
    }


def _lists(columns: object) -> object:
    """A field with one column may be written without brackets."""
    if not isinstance(columns, dict):
        return columns
    return {
        key: [value] if isinstance(value, str) else value for key, value in columns.items() if value
    }


_SHAPES = {"services": ServiceColumn, "credentials": CredentialColumns, "only": Condition}


def _refuse_unknown(raw: Mapping[str, Any], shape: type, where: Sentence) -> None:
    """A misspelt setting that is silently let go would import half a table."""
    known = [each.name for each in fields(shape)]
    for key, value in raw.items():
        if key not in known:
            raise BadProfile(
                said(
                    "%(where)s has %(key)s, which is none of %(known)s.",
                    where=where,
                    key=quoted(key),
                    known=", ".join(known),
                )
            )
        for each in value if isinstance(value, list) else [value]:
            inner = _SHAPES.get(key) or (Condition if key == "when" else None)
            if inner is not None and isinstance(each, dict):
                _refuse_unknown(each, inner, said("%(where)s, %(key)s,", where=where, key=key))


def _reason(error: OSError | UnicodeError) -> Sentence:
    if not isinstance(error, OSError):
        return said("it is no text")
    return Sentence(error.strerror) if error.strerror else said("it cannot be opened")
