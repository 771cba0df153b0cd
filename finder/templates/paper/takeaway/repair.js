// Repair: a word nobody knows as the word that was meant: a phrase's, a town's, or a name's.

// Nearly every word is near the name of some hamlet.
const LEAST_TOWN = 2;
const LONG = 7;

// Two words that were run together, both known, neither too short, and one of them meaningful.
const parted = (word) => {
  for (let cut = word.length - 3; cut > 2; cut -= 1) {
    const [first, second] = [word.slice(0, cut), word.slice(cut)];
    if ((isSpoken(first) && isKnown(second)) || (isKnown(first) && isSpoken(second))) return `${first} ${second}`;
  }
  return "";
};

// The nearest of some words: the fewest slips, then the same first letter, then the most used. A short
// word is only taken for one that begins like it: a file knows few of the names there are, and what looks
// like a slip may be one that it does not know.
const nearestOf = (word, others, used, allowed = slipsAllowed(word)) => {
  let [best, nearest] = [[Infinity], ""];
  for (const other of allowed ? others : []) {
    const slips = other.length >= 4 ? slipsBetween(word, other, allowed) : Infinity;
    if (slips === Infinity || (word.length < LONG && other[0] !== word[0])) continue;
    const rank = [slips, Number(other[0] !== word[0]), -used(other)];
    const at = rank.findIndex((each, place) => each !== best[place]);
    if (at >= 0 && rank[at] < (best[at] ?? Infinity)) [best, nearest] = [rank, other];
  }
  return [nearest, best[0]];
};

const nearestPhrase = (word) => {
  const found = nearestOf(word, MEANINGFUL, (other) => USES.get(other), Math.min(1, slipsAllowed(word)));
  if (found[0] || word.length < LONG) return found;
  // Syllables that changed places are many slips, but the letters are all there: "nalextrone".
  const letters = (text) => text[0] + [...text].sort().join("");
  const same = MEANINGFUL.find((other) => other.length === word.length && letters(other) === letters(word));
  return same ? [same, 1] : ["", Infinity];
};

const TOWN_NAMES = new Map();
for (const places of TOWNS.values()) {
  for (const each of places) {
    if (each.size >= LEAST_TOWN || each.state === OWN_STATE) {
      TOWN_NAMES.set(folded(each.name), Math.max(each.size, TOWN_NAMES.get(folded(each.name)) || 0));
    }
  }
}

// Places stand last, first, after "in", or before their state.
const placeMayStand = (words, at) => at === 0 || at >= words.length - 2 || FILLERS.near.has(words[at - 1])
  || (words[at + 1] || "").length === 2;

const meantBy = (words, at, named) => {
  const word = words[at];
  const apart = isKnown(word) ? "" : parted(word);
  if (apart) return apart;
  // Before "county" stands a county's name, though it may be one that this file does not know.
  const ofCounty = COUNTY_WORDS.has(words[at + 1]);
  const [phrase, slips] = isKnown(word) || ofCounty ? ["", Infinity] : nearestPhrase(word);
  if (phrase && slips <= 1) return phrase;
  const [town, townSlips] = placeMayStand(words, at)
    ? nearestOf(word, TOWN_NAMES.keys(), (other) => TOWN_NAMES.get(other)) : ["", Infinity];
  if (town && townSlips <= slips) return town;
  return phrase || nearestOf(word, named.keys(), (other) => named.get(other))[0];
};

// The words with the unknown ones repaired, and what was changed: [typed, meant].
const repaired = (words, unknown, named) => {
  const changed = [];
  const now = words.map((word, at) => {
    if (!unknown.has(at) || !slipsAllowed(word)) return word;
    const meant = meantBy(words, at, named) || word;
    if (meant !== word) changed.push([word, meant]);
    return meant;
  });
  return [now.flatMap((word) => word.split(" ")), changed];
};
