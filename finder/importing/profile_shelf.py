"""Profile shelf: the profiles at hand by name: those that come with the program, and one's own."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from finder.errors import BadProfile
from finder.importing.profile import Profile
from finder.importing.profile_file import NAME, cannot_be_called, read_profile, write_profile
from finder.sentence import quoted, said


@dataclass(frozen=True, slots=True)
class Shelf:
    """Profiles in two folders; one's own stands before one of the same name that comes with us."""

    shipped: Path
    own: Path

    def names(self) -> tuple[str, ...]:
        """Every name there is a profile of, in order."""
        found = {
            file.stem
            for folder in (self.shipped, self.own)
            for file in folder.glob("*.toml")
            if NAME.fullmatch(file.stem)
        }
        return tuple(sorted(found))

    def get(self, name: str) -> Profile:
        """The profile of this name; raises `BadProfile` naming those there are."""
        for folder in (self.own, self.shipped):
            file = folder / f"{name}.toml"
            if NAME.fullmatch(name) and file.is_file():
                return read_profile(file)
        raise BadProfile(
            said(
                "There is no profile %(name)s. There are: %(there)s.",
                name=quoted(name),
                there=", ".join(self.names()) or said("none"),
            )
        )

    def find(self, name_or_file: str) -> Profile:
        """The profile in a file, or of a name."""
        file = Path(name_or_file)
        if file.suffix in (".toml", ".json") or (file.parent != Path() and file.exists()):
            return read_profile(file)
        return self.get(name_or_file)

    def text(self, name: str) -> str:
        """The profile as it is written in its file, remarks and all."""
        profile = self.get(name)
        own = self.own / f"{name}.toml"
        file = own if own.is_file() else self.shipped / f"{name}.toml"
        return file.read_text(encoding="utf-8") if file.is_file() else write_profile(profile)

    def save(self, profile: Profile, text: str) -> Path:
        """Put a profile on the shelf, in place of one's own of that name; whole or not at all."""
        if not NAME.fullmatch(profile.name):
            raise BadProfile(cannot_be_called(profile.name))
        self.own.mkdir(parents=True, exist_ok=True)
        file = self.own / f"{profile.name}.toml"
        handle, aside = tempfile.mkstemp(dir=self.own, prefix=f".{profile.name}")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            Path(aside).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(aside).unlink()
            raise
        return file
