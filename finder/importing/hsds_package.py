"""HSDS package: the rows of an HSDS joined: what a location is, offers and is called by."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from finder.importing.hsds_tables import Row, Tables
from finder.importing.mapping import code_of, plain_value
from finder.importing.meanings import Meanings
from finder.importing.profile import Profile
from finder.importing.record import Problem, Record, Weight
from finder.sentence import Sentence, said
from finder.vocabulary import Vocabulary

# A service that is not offered now must send nobody there.
_NOT_NOW = frozenset({"inactive", "defunct", "temporarily closed"})
# Lines that no voice answers.
_NOT_VOICE = ("fax", "text", "sms", "video", "pager", "tty", "tdd")
# What a place must say to be listed: anything of these categories of our terms.
_TREATMENT = ("program", "medication", "substance")


# What is told of rows that point at nothing, by the column they point with.
_LOOSE: Mapping[str, Callable[[str], Sentence]] = {
    "location_id": lambda n: said("%(n)s rows whose location is not in the package", n=n),
    "service_id": lambda n: said("%(n)s rows whose service is not in the package", n=n),
    "organization_id": lambda n: said("%(n)s rows whose organization is not in the package", n=n),
}


class Package:
    """A package's rows by what they point at."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, profile: Profile | None) -> None:
        self.locations = _by_id(tables.get("locations", []))
        self._services = _by_id(tables.get("services", []))
        self._organizations = _by_id(tables.get("organizations", []))
        self._terms = _by_id(tables.get("terms", []))
        self._addresses = _grouped(tables.get("addresses", []), "location_id")
        self._postal = _grouped(tables.get("postal", []), "location_id")
        self._links = _grouped(tables.get("links", []), "location_id")
        self._words = _Words(vocabulary, profile)
        self._treatment = {
            code
            for category in _TREATMENT
            for term in vocabulary.in_category(category)
            for code in term.codes
        }
        self._tables = tables
        self._pointing = {
            name: {
                pointer: _grouped(tables.get(name, []), pointer)
                for pointer in ("service_id", "location_id", "organization_id", "link_id",
                                "service_at_location_id")
            }
            for name in ("phones", "languages", "attributes", "service_terms", "payments",
                         "eligibility")
        }  # fmt: skip

    def service_names(self, location: Row) -> list[str]:
        """What the location's services are called."""
        return [service.get("name", "") for _, service in self._offered(location)]

    def record(self, location: Row) -> tuple[Record, bool, Problem | None]:
        """The location's record, whether it treats substance use, and why it is not listed."""
        where = said("location %(id)s", id=location.get("id", "")[:71])
        offered = self._offered(location)
        now = [each for each in offered if each[1].get("status", "").casefold() not in _NOT_NOW]
        organization = self._organization(location, now or offered)
        codes, remarks = self._said(location, now)
        record = Record(
            where=where,
            name=organization.get("name") or location.get("name", ""),
            program=self._program(location, organization, now),
            **self._address(location),
            phones=tuple(self._phones(location, now, organization)),
            website=self._website(location, now, organization),
            latitude=location.get("latitude", ""),
            longitude=location.get("longitude", ""),
            codes=codes,
            remarks=remarks,
            credentials=(),
        )
        told = None
        if offered and not now:
            told = Problem(
                where,
                "status",
                Sentence(offered[0][1].get("status", "")),
                said("active"),
                Weight.LEFT_OUT,
            )
        return record, not self._treatment.isdisjoint(codes), told

    def loose_ends(self) -> list[Problem]:
        """What points at nothing, counted: real packages lose their ends by the hundred."""
        links = self._tables.get("links", [])
        ends = (
            ("services_at_location", links, "location_id", self.locations),
            ("services_at_location", links, "service_id", self._services),
            *(
                (name, list(rows.values()), "organization_id", self._organizations)
                for name, rows in (("services", self._services), ("locations", self.locations))
            ),
        )
        told = []
        for table, rows, pointer, known in ends:
            loose = sum(bool(row.get(pointer)) and row[pointer] not in known for row in rows)
            if loose:
                found = _LOOSE[pointer](f"{loose:,}")
                told.append(
                    Problem(Sentence(f"{table}.csv"), pointer, found, said("one that is there"))
                )
        blank = Counter(
            name
            for name in ("locations", "services")
            for row in self._tables.get(name, [])
            if not row.get("id")
        )
        told += [
            Problem(
                Sentence(f"{name}.csv"),
                "id",
                said("%(n)s rows without one", n=f"{count:,}"),
                said("an id"),
                Weight.SKIPPED,
            )
            for name, count in blank.items()
        ]
        return told

    def _offered(self, location: Row) -> list[tuple[Row, Row]]:
        links = self._links.get(location.get("id", ""), [])
        return [
            (link, self._services[link["service_id"]])
            for link in links
            if link.get("service_id") in self._services
        ]

    def _organization(self, location: Row, offered: list[tuple[Row, Row]]) -> Row:
        for row in (location, *(service for _, service in offered)):
            if (found := self._organizations.get(row.get("organization_id", ""))) is not None:
                return found
        return {}

    def _program(self, location: Row, organization: Row, now: list[tuple[Row, Row]]) -> str:
        """The one service, or what the location is called beside its organization."""
        name = location.get("name", "")
        if len(now) == 1:
            return now[0][1].get("name", "")
        same = name.casefold() == organization.get("name", "").casefold()
        return "" if same or name[:1].isdigit() or not organization else name

    def _address(self, location: Row) -> dict[str, str]:
        id = location.get("id", "")
        rows = [*self._addresses.get(id, []), *self._postal.get(id, [])]
        # 3.x says of each what it is; a letter box is better than nothing.
        rows.sort(key=lambda row: row.get("address_type", "physical") == "postal")
        row = rows[0] if rows else {}
        return {
            "street": row.get("address_1", ""),
            "street2": row.get("address_2", ""),
            "city": row.get("city", ""),
            "state": row.get("state_province", ""),
            "zip": row.get("postal_code", ""),
        }

    def _near(self, table: str, pointer: str, id: str) -> list[Row]:
        return self._pointing[table][pointer].get(id, []) if id else []

    def _phones(
        self, location: Row, now: list[tuple[Row, Row]], organization: Row
    ) -> Iterator[tuple[str, str]]:
        """The numbers of the place itself, else of its services, else of its organization: a head
        office's line is no number of the place while it has one."""
        nearest = (
            self._near("phones", "location_id", location.get("id", "")),
            [
                row
                for link, service in now
                for row in (
                    *self._near("phones", "service_at_location_id", link.get("id", "")),
                    *self._near("phones", "service_id", service.get("id", "")),
                )
            ],
            self._near("phones", "organization_id", organization.get("id", "")),
        )
        for rows in nearest:
            found = list(dict.fromkeys(_numbers(rows)))
            if found:
                yield from found
                return

    def _website(self, location: Row, now: list[tuple[Row, Row]], organization: Row) -> str:
        texts = (
            location.get("url", ""),
            *(service.get("url", "") for _, service in now[:1]),
            organization.get("website", "") or organization.get("url", ""),
        )
        return next(filter(None, texts), "")

    def _said(
        self, location: Row, now: list[tuple[Row, Row]]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        codes: dict[str, None] = {}
        remarks: dict[str, None] = {}
        for column, text in self._texts(location, now):
            found = self._words.of(column, text)
            if found:
                codes.update(dict.fromkeys(found))
            elif column in ("taxonomy", "service"):
                remarks.setdefault(text)
        return tuple(codes), tuple(remarks)

    def _texts(self, location: Row, now: list[tuple[Row, Row]]) -> Iterator[tuple[str, str]]:
        for link, service in now:
            id = service.get("id", "")
            yield "service", service.get("name", "")
            for term in self._taxonomy(link, service):
                yield "taxonomy", term
            for row in self._near("payments", "service_id", id):
                yield "payment", row.get("payment", "")
            for row in self._near("eligibility", "service_id", id):
                yield "eligibility", row.get("eligibility", "")
            for row in self._near("languages", "service_id", id):
                yield "language", row.get("name") or row.get("language", "")
        for row in self._near("languages", "location_id", location.get("id", "")):
            yield "language", row.get("name") or row.get("language", "")

    def _taxonomy(self, link: Row, service: Row) -> Iterator[str]:
        """The names of the terms a service is filed under, or their codes if they have none."""
        ids = [
            row.get("taxonomy_term_id") or row.get("taxonomy_id", "")
            for row in (
                *self._near("attributes", "link_id", service.get("id", "")),
                *self._near("attributes", "link_id", link.get("id", "")),
                *self._near("service_terms", "service_id", service.get("id", "")),
            )
        ]
        ids += [each.strip() for each in service.get("taxonomy_ids", "").split(",")]
        for id in dict.fromkeys(filter(None, ids)):
            term = self._terms.get(id, {})
            yield from filter(None, (term.get("name") or id, term.get("code", "")))


class _Words:
    """What the words of a package mean: a profile's first, then our vocabulary's."""

    def __init__(self, vocabulary: Vocabulary, profile: Profile | None) -> None:
        self._meanings = Meanings(vocabulary)
        self._mapped: Mapping[tuple[str, str], tuple[str, ...]] = {
            (service.column.casefold(), plain_value(value)): words
            for service in (profile.services if profile else ())
            for value, words in service.values.items()
        }

    def of(self, column: str, text: str) -> tuple[str, ...]:
        """The codes that a text in a column says; none for one nobody explains."""
        mapped = self._mapped.get((column, plain_value(text)))
        words = self._meanings.of(text) if mapped is None else mapped
        return tuple(map(code_of, words))


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if id := row.get("id", ""):
            found.setdefault(id, row)
    return found


def _grouped(rows: Iterable[Row], pointer: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if id := row.get(pointer, ""):
            found[id].append(row)
    return dict(found)


def _numbers(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        told = row.get("type", "").casefold()
        number = row.get("number", "").strip('"')
        if not number or any(word in told for word in _NOT_VOICE):
            continue
        extension = row.get("extension", "")
        kind = "hotline" if "hotline" in told else "main"
        yield kind, f"{number} x{extension}" if extension else number
