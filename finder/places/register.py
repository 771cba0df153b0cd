"""The register: every name of a place and the places it stands for, exactly spelled or nearly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from finder.places import reading, spelling
from finder.places.choosing import pick, rank
from finder.places.columns import Cities
from finder.places.names import key_of_words
from finder.places.place import Choices, Place


@dataclass(frozen=True, slots=True)
class Counties:
    """Every county: by its whole name ("cookcounty"), by its bare name ("cook") and by state."""

    places: tuple[Place, ...]
    by_name: Mapping[str, tuple[Place, ...]]
    by_bare_name: Mapping[str, tuple[Place, ...]]

    def named(self, words: list[str], state: str | None) -> list[Place]:
        """Counties of this name: the whole name first, else the bare name under any county word."""
        whole = in_state(self.by_name.get(key_of_words(words), ()), state)
        bare = reading.county_name(words) or words
        return whole or in_state(self.by_bare_name.get(key_of_words(bare), ()), state)


@dataclass(frozen=True, slots=True)
class Register:
    """The names of cities, counties and states, and nicknames (`aliases`, by key).

    `states` is by two-letter code; `state_codes` gives the code for a name squeezed to lower-case
    letters.
    """

    cities: Cities
    counties: Counties
    states: Mapping[str, Place]
    state_codes: Mapping[str, str]
    aliases: Mapping[str, tuple[Place, ...]]

    def named_in(self, parts: list[list[str]]) -> list[Place]:
        """The places named by words between commas; a street or a building in front is let go."""
        for start in range(len(parts)):
            words = [word for part in parts[start:] for word in part]
            if start and "".join(words) in self.state_codes:
                break  # only the state is left: "Nowhere, OH" is not all of Ohio
            found = self._by_words(words, has_commas=len(parts) - start > 1)
            if found:
                return found
        return []

    def _by_words(self, words: list[str], has_commas: bool) -> list[Place]:
        """The places of a name that may end in its state."""
        found: list[Place] = []
        for name, state in self._splits(words, has_commas):
            found = found or self.named(name, state)
        return found

    def _splits(self, words: list[str], has_commas: bool) -> Iterator[tuple[list[str], str | None]]:
        """The ways of cutting words into a name and a state, the likeliest first."""
        name, state = self._without_state(words)
        # "Port Washington" is a town before it is Port in Washington; "marion in" is in Indiana.
        state_first = has_commas or len(words[-1]) == 2
        if state and state_first:
            yield name, state
        yield words, None
        if state and not state_first:
            yield name, state

    def _without_state(self, words: list[str]) -> tuple[list[str], str | None]:
        """The words before a state's name at the end, and its code; the longest name wins."""
        for length in range(min(4, len(words) - 1), 0, -1):
            ending = words[-length:]
            code = self.state_codes.get("".join(ending))
            # "or", "hi" and "me" are codes as one word, but "o r" is two initials that fold() has
            # joined.
            if code and (length == 1 or len("".join(ending)) > 2):
                return words[:-length], code
        return words, None

    def named(self, words: list[str], state: str | None) -> list[Place]:
        """Everything of this very name: cities, nicknames, the state; counties if it says so."""
        name = key_of_words(words)
        found = self.cities.named(name, state) + in_state(self.aliases.get(name, ()), state)
        if state is None and "".join(words) in self.state_codes:
            found.append(self.states[self.state_codes["".join(words)]])
        if not found or reading.county_name(words):
            found += self.counties.named(words, state)
        shorter = None if found else reading.town_name(words)
        return self.named(shorter, state) if shorter else list(dict.fromkeys(found))

    def near(self, parts: list[list[str]]) -> tuple[Place, ...]:
        """The places whose names are nearest to a mistyped one, in its state when it has one."""
        for start in range(len(parts)):
            words = [word for part in parts[start:] for word in part]
            name, state = self._without_state(words)
            places = self._near_name(name, state)
            if not places and state is None and len(words) > 1:
                for near_state in self._near_states(words[-1]):
                    places = places or self._near_name(words[:-1], near_state)
            if places:
                return tuple(places)
            if state and start >= len(parts) - 2:
                return (self.states[state],)
        return ()

    def problems(self) -> list[str]:
        """What is wrong with cities, counties and states, one sentence each."""
        found = self.cities.problems(self.states)
        for place in (*self.counties.places, *self.states.values()):
            if place.state not in self.states:
                found.append(f"{place.label} is in an unknown state")
            if not reading.in_the_us(place.point):
                found.append(f"{place.label} is not in the United States: {place.point}")
        return found

    def _near_states(self, word: str) -> list[str]:
        """The codes of states spelled nearly so ("ohoi"); a code itself is too short to be near."""
        names = (name for name in self.state_codes if len(name) > 3)
        return [self.state_codes[name] for _, name in spelling.near(word, tuple(names))]

    def _near_name(self, words: list[str], state: str | None) -> list[Place]:
        """Places with a name near these words, the fewest slips first and then the largest."""
        typed = key_of_words(words)
        if not spelling.slips_allowed(typed):
            return []
        known = {*self.cities.keys, *self.aliases, *self.state_codes, *self.counties.by_name}
        ranked: list[tuple[int, Place]] = []
        for slips, name in spelling.near(typed, known):
            picked = pick(self._of_key(name, state), name)
            places = picked.places if isinstance(picked, Choices) else (picked,) if picked else ()
            ranked += [(slips, place) for place in places]
        ranked.sort(key=lambda entry: (entry[0], rank(entry[1])))
        return list(dict.fromkeys(place for _, place in ranked))

    def _of_key(self, name: str, state: str | None) -> list[Place]:
        """Everything with this key, a repaired name."""
        found = self.cities.named(name, state) + in_state(self.aliases.get(name, ()), state)
        found += in_state(self.counties.by_name.get(name, ()), state)
        if state is None and len(name) > 3 and name in self.state_codes:
            found.append(self.states[self.state_codes[name]])
        return found


def in_state(places: tuple[Place, ...], state: str | None) -> list[Place]:
    return [place for place in places if state in (None, place.state)]
