// Places: what a name or a ZIP code stands for, and miles between two, in a straight line.

const SHORT_FORMS = mapOf(rules.short_forms);
const LEADING = mapOf(rules.leading);
const STATE_CODES = mapOf(known.places.state_codes);
const COUNTY_WORDS = setOf(rules.county_words);
const [OWN_STATE] = known.places.state;
const OWN_COUNTIES = setOf(known.places.counties_of);
const [EQUATORIAL, ECCENTRICITY, DIAMETER] = rules.earth;
// The classes of towns by people: see `known_places`.
const TOWN = 1;
const LARGE = 3;
const LARGEST = 4;

const positionOf = (lat, lon) => {
  const [phi, lambda] = [lat, lon].map((degrees) => degrees * Math.PI / 180);
  const normal = EQUATORIAL / Math.sqrt(1 - ECCENTRICITY * Math.sin(phi) ** 2);
  const across = normal * Math.cos(phi);
  return [across * Math.cos(lambda), across * Math.sin(lambda), normal * (1 - ECCENTRICITY) * Math.sin(phi)];
};

const milesBetween = (one, other) => {
  const chord = Math.hypot(...one.map((each, at) => each - other[at]));
  return DIAMETER * Math.asin(Math.min(chord / DIAMETER, 1));
};

const keyOf = (words) => {
  if (words.length === 1) return words[0];
  const [first, ...rest] = words;
  return [LEADING.get(first) || first, ...rest].map((word) => SHORT_FORMS.get(word) || word).join("");
};

// The words of a place's name, where letters in a row are one: "D.C." is "dc".
const placeWords = (name) => (folded(name).match(/[a-z0-9]+/g) || []).reduce((words, word) => {
  const letter = /^[a-z]$/.test(word);
  if (letter && words.run) words[words.length - 1] += word;
  else words.push(word);
  words.run = letter;
  return words;
}, []);

const place = (kind, name, state, size, lat, lon, label) => ({
  kind, name, state, size, label, at: positionOf(lat / 1e5, lon / 1e5),
});

const grouped = (places, keyed) => {
  const found = new Map();
  for (const each of places) found.set(keyed(each), [...(found.get(keyed(each)) || []), each]);
  return found;
};

const tabled = (table, kind) => Object.entries(table).flatMap(([state, rows]) => rows.split("\n").map((row) => {
  const [name, size, lat, lon] = row.split("|");
  return place(kind, name, state, Number(size), lat, lon, `${name}, ${state}`);
}));

const STATES = new Map(Object.entries(known.places.states).map(([code, [name, lat, lon]]) => (
  [code, place("state", name, code, 0, lat, lon, name)])));
const ZIPS = new Map(Object.entries(known.places.zips).flatMap(([town, rows]) => rows.split("|").map((row) => {
  const [code, lat, lon] = row.split(" ");
  const state = town.slice(-2);
  const label = `${known.say.zip.replace("%(zip)s", code)} (${town})`;
  return [code, { ...place("zip", code, state, 0, lat, lon, label), town }];
})));
const TOWNS = grouped(tabled(known.places.towns, "town"), (each) => keyOf(placeWords(each.name)));

// A county's name without its county word, or nothing where it has none.
const bareCounty = (words) => {
  if (words.length > 1 && COUNTY_WORDS.has(words[words.length - 1])) return words.slice(0, -1);
  return words.length > 2 && COUNTY_WORDS.has(words[0]) && /^(of|de)$/.test(words[1]) ? words.slice(2) : null;
};

const COUNTIES = grouped(tabled(known.places.counties, "county"), (each) => {
  const words = placeWords(each.name);
  return keyOf(bareCounty(words) || words);
});

// Of places of one name the likeliest first: large ones, then a state, and among all others those of the
// state this file is of.
const rankOf = (each) => {
  if (each.state === OWN_STATE && each.kind !== "state" && each.size >= TOWN) return 0;
  if (each.size >= LARGEST) return 1;
  if (each.kind === "state") return 2;
  return each.state === OWN_STATE ? 3 : 4;
};
const likeliest = (places) => [...places].sort((a, b) => rankOf(a) - rankOf(b) || b.size - a.size
  || (a.label < b.label ? -1 : 1));

const namedIn = (words, state) => {
  const inState = (places) => (places || []).filter((each) => !state || each.state === state);
  const found = inState(TOWNS.get(keyOf(words)));
  if (!state && STATE_CODES.has(words.join(""))) found.push(STATES.get(STATE_CODES.get(words.join(""))));
  const bare = bareCounty(words);
  if (!found.length || bare) found.push(...inState(COUNTIES.get(keyOf(bare || words))));
  if (!found.length && words.length > 1 && /^(city|town|township|village)$/.test(words[words.length - 1])) {
    return namedIn(words.slice(0, -1), state);
  }
  return found;
};

// The words before a state's name at the end, and its code.
const withoutState = (words) => {
  for (let length = Math.min(4, words.length - 1); length > 0; length -= 1) {
    const ending = words.slice(-length).join("");
    if (STATE_CODES.has(ending) && (length === 1 || ending.length > 2)) {
      return [words.slice(0, -length), STATE_CODES.get(ending)];
    }
  }
  return [words, ""];
};

// Every place that these words may stand for, the likeliest first; none where they name none.
const placesNamed = (words) => {
  const zips = words.filter((word) => ZIPS.has(word));
  if (zips.length === 1) {
    const zip = ZIPS.get(zips[0]);
    const own = setOf([...placeWords(zip.town), ...placeWords(STATES.get(zip.state).name), "zip", "usa", zip.name]);
    return words.every((word) => own.has(word)) ? [zip] : [];
  }
  const [name, state] = withoutState(words);
  const ways = [[words, ""]];
  if (state) ways.splice(words[words.length - 1].length === 2 ? 0 : 1, 0, [name, state]);
  for (const [tried, within] of ways) {
    const found = namedIn(tried, within);
    if (found.length) return likeliest(found);
  }
  return [];
};

// Whether this file may list what lies there: places of its state, or of the counties it is of.
const isCovered = ({ kind, name, state }) => state === OWN_STATE
  && (kind !== "county" || !OWN_COUNTIES.size || OWN_COUNTIES.has(name));
