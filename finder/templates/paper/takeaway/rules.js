// Rules: what the vocabulary says of words, ready to be asked.

const score = rules.scores;
const OTHER_LANGUAGE = "es";
const PHRASES = new Map();
let longestPhrase = 0;
for (const [has, about, where, ask, alone, spoken, said] of known.words.phrases) {
  const meaning = {
    terms: has ? has.split(" ") : [], topics: about ? about.split(" ") : [], where, ask, alone: Boolean(alone), spoken,
  };
  // Each begins as the one before does, for so many letters as its digit says.
  let text = "";
  for (const part of said.split("|")) {
    text = text.slice(0, parseInt(part[0], 36)) + part.slice(1);
    PHRASES.set(text, meaning);
    longestPhrase = Math.max(longestPhrase, text.split(" ").length);
  }
}

const fillersOf = (kind, spoken) => known.words.fillers[kind][spoken].split("|").filter(Boolean);
const FILLERS = Object.fromEntries(Object.keys(known.words.fillers).map((kind) => (
  [kind, setOf([...fillersOf(kind, "en"), ...fillersOf(kind, OTHER_LANGUAGE)])])));
const isFiller = (word) => FILLERS.noise.has(word) || FILLERS.near.has(word) || FILLERS.negation.has(word);
const smallOf = (spoken) => ["noise", "near", "negation"].flatMap((kind) => fillersOf(kind, spoken))
  .filter((word) => !word.includes(" "));
const [ENGLISH, SPANISH] = [smallOf("en"), smallOf(OTHER_LANGUAGE)].map((own, at, both) => {
  const others = setOf(both[1 - at]);
  return setOf(own.filter((word) => !others.has(word)));
});

// Every word of a phrase, with how many have it; without those that are small words by themselves.
const USES = new Map();
for (const text of PHRASES.keys()) {
  for (const word of text.split(" ")) USES.set(word, (USES.get(word) || 0) + 1);
}
const SMALL = setOf(Object.values(FILLERS).flatMap((each) => [...each]).flatMap((text) => text.split(" ")));
const MEANINGFUL = [...USES.keys()].filter((word) => !SMALL.has(word));
const isKnown = (word) => USES.has(word) || SMALL.has(word);
const isSpoken = (word) => word.length > 2 && USES.has(word) && !SMALL.has(word);

const DRUG_BEFORE = setOf(rules.drug_before);
const DRUG_BETWEEN = setOf(rules.drug_between);
const DRUG_AFTER = setOf(rules.drug_after);
const STARTS = setOf(rules.starts);
const WORDS_TOO = setOf(rules.words_too);
const PERSONS = setOf(rules.persons);
const AGE_BEFORE = setOf(rules.age_before);
const OR = setOf(rules.or);
const INSURANCE = setOf(rules.insurance);
const GENERAL = setOf(rules.general);
const MILD = setOf(rules.mild);
const UNSPOKEN = setOf(rules.unspoken);
const OPPOSITE = mapOf(rules.opposite);
