// Find: which of the list's places fit what was asked, and in what order.

const TERM_AT = new Map(Object.keys(terms).map((slug, at) => [slug, at]));
const wordsIn = (element, selector) => tokens(Array.from(element.querySelectorAll(selector), (each) => each.textContent).join(" "));
const spokenOf = (words) => words.filter((word) => !UNSPOKEN.has(word));

const FACILITIES = Array.from(document.querySelectorAll("#all .place"), (article, order) => {
  const [lat, lon, about, state, county, yes, no] = known.facilities[order];
  const [name, program] = [wordsIn(article, "h3"), wordsIn(article, ".program")];
  const address = [...wordsIn(article, ".town"), ...tokens(county), ...tokens(state)];
  return {
    article, order, about: Boolean(about), state, county, name: spokenOf(name), program: spokenOf(program),
    at: positionOf(lat, lon), yes: atob(yes), no: atob(no), words: setOf([...name, ...program, ...address]),
  };
});

const hasAll = (facility, words) => words.every((word) => facility.words.has(word));
const isAmong = (name, words) => name.length > 0 && name.every((word) => words.includes(word));
const isCalled = (facility, words, programs) => hasAll(facility, words)
  && (isAmong(facility.name, words) || (programs && isAmong(facility.program, words)));

// The words of the facilities' names, each with how many have it.
const NAMES = {
  words: new Map(),
  having: (words) => FACILITIES.some((each) => hasAll(each, words)),
  called: (words, programs) => FACILITIES.some((each) => isCalled(each, words, programs)),
};
for (const { words } of FACILITIES) for (const word of words) NAMES.words.set(word, (NAMES.words.get(word) || 0) + 1);

const isSet = (bits, at) => (bits.charCodeAt(at >> 3) >> (at & 7)) & 1;
const says = (facility, slug) => {
  const at = TERM_AT.get(slug);
  if (isSet(facility.yes, at)) return "yes";
  return isSet(facility.no, at) ? "no" : "unsaid";
};

// Groups of terms of which one must be there: alternatives of one category together, all others alone.
const groupsOf = (slugs) => {
  const found = new Map();
  for (const slug of slugs) {
    const [, category, alternatives] = terms[slug];
    const key = alternatives ? category : slug;
    found.set(key, [...(found.get(key) || []), slug]);
  }
  return [...found.values()];
};

// What fits; what fits but for something it does not say; each nearest first where there is a point to
// measure from, and as the list has them where there is none.
const find = (asked) => {
  const groups = groupsOf(asked.terms);
  const from = asked.place && asked.place.kind !== "state" ? asked.place.at : null;
  const bad = (facility) => [...asked.avoid].filter((slug) => says(facility, slug) === "yes").length;
  const measured = FACILITIES.filter((each) => hasAll(each, asked.name)).map((facility) => ({
    facility,
    miles: from ? milesBetween(from, facility.at) : null,
    first: Number(!(asked.called.length && isCalled(facility, asked.called, true))),
    bad: bad(facility),
    yes: groups.every((group) => group.some((slug) => says(facility, slug) === "yes")),
    open: groups.every((group) => group.some((slug) => says(facility, slug) !== "no")),
  }));
  measured.sort((a, b) => a.first - b.first || a.bad - b.bad || (from ? a.miles - b.miles : 0)
    || a.facility.order - b.facility.order);
  return { fit: measured.filter(({ yes }) => yes), open: measured.filter(({ yes, open }) => open && !yes) };
};

const isIn = ({ state, county }, area) => state === area.state && county === area.name;
