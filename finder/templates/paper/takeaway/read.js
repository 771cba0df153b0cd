// Read: a sentence in plain words becomes terms, topics, a place, and words to look for in names.

const SURE_NAME = 2;
const BETWEEN = 2;
const NAMED = "named-organization";
const SPANISH_SPEAKER = "spanish-speaker";

const sentenceOf = (text) => {
  const words = tokens(text);
  const raw = text.replace(/['’]/g, "").match(/[\p{L}\p{N}]+/gu) || [];
  const shouted = text === text.toUpperCase();
  const capitals = raw.map((word, at) => (word.length === 2 && /^\p{Lu}+$/u.test(word) ? at : -1));
  return { words, capitals: setOf(shouted || raw.length !== words.length ? [] : capitals) };
};

const wordsOf = (spans, words) => spans.flatMap(({ start, end }) => words.slice(start, end));
const unexplained = (chosen, words) => wordsOf(chosen.filter(({ kind, phrase }) => kind === "unknown"
  || (phrase && phrase.topics.length === 1 && phrase.topics[0] === NAMED)), words);
const contentOf = (chosen, words) => wordsOf(chosen.filter(({ kind }) => !["place", "near", "miles"].includes(kind)), words);

// The words that name a facility: all of the content, else what is left and stands together.
const nameIn = (chosen, words, names) => {
  const [content, left] = [contentOf(chosen, words), unexplained(chosen, words)];
  const wanted = left.filter((word) => names.words.has(word));
  if (!wanted.length) return [];
  const whole = content.filter((word) => names.words.has(word));
  if (whole.length > 1 && whole.length >= content.length - 1 && names.having(whole)) return whole;
  const at = wanted.map((word) => content.indexOf(word)).filter((each) => each >= 0);
  if (Math.max(...at) - Math.min(...at) >= wanted.length + BETWEEN) return [];
  return names.having(wanted) ? wanted : [];
};

// The phrases, each with whether a negation stands right before it, or before another one and an "or".
const phrasesOf = (chosen, words) => {
  const found = [];
  let [unwanted, before] = [false, false];
  for (const { kind, phrase, start } of chosen) {
    if (phrase) {
      found.push([phrase, unwanted]);
      [unwanted, before] = [false, unwanted];
    } else if (kind === "noise") {
      unwanted = unwanted || (before && OR.has(words[start]));
      before = before && unwanted;
    } else {
      [unwanted, before] = [kind === "negation", false];
    }
  }
  return found;
};

// Spanish where more of its words stand than English ones; places are of neither.
const languageOf = (chosen, words, phrases) => {
  const isSpanish = (phrase) => phrase.spoken === OTHER_LANGUAGE && !callsOf(phrase);
  const content = contentOf(chosen.filter(({ phrase }) => !phrase || !callsOf(phrase)), words);
  const wanted = setOf(phrases.filter(([, no]) => !no).map(([phrase]) => phrase));
  const said = chosen.filter(({ phrase }) => phrase && wanted.has(phrase) && isSpanish(phrase));
  const ours = setOf(wordsOf(chosen.filter(({ phrase }) => phrase && wanted.has(phrase) && phrase.spoken === "en"), words));
  const spanish = content.filter((word) => SPANISH.has(word) && !ours.has(word)).length + wordsOf(said, words).length;
  return spanish > content.filter((word) => ENGLISH.has(word)).length ? OTHER_LANGUAGE : "en";
};

// The words of a sentence that is nothing but a facility's name and its place, whatever else they may mean.
const calledIn = (words, chosen, names) => {
  const longer = words.filter((word) => !isFiller(word));
  const programs = !chosen.some(({ phrase }) => phrase);
  return [words, longer].find((each) => each.length > 1 && names.called(each, programs)) || [];
};

// Without a place elsewhere for which only its name speaks, where a facility has that name too.
const withoutDoubtful = (chosen, words, names) => (chosen.some(({ phrase }) => phrase) ? chosen
  : chosen.flatMap((span) => {
    const { start, end, kind, worth, places } = span;
    const unproven = score.PLACE * (end - start) + score.PLACE_LAST + score.PLACE_UNPROVEN;
    if (kind !== "place" || worth > unproven || places[0].state === OWN_STATE) return [span];
    const said = words.slice(start, end);
    return names.having(said) ? said.map((_, at) => (
      { start: start + at, end: start + at + 1, kind: "unknown", worth: 0 })) : [span];
  }));

const meaningOf = (phrases) => {
  const wanted = phrases.filter(([, no]) => !no).map(([phrase]) => phrase);
  const unwanted = phrases.filter(([, no]) => no).map(([phrase]) => phrase);
  const all = (list, what) => setOf(list.flatMap((phrase) => phrase[what]));
  const [has, about, avoid] = [all(wanted, "terms"), all(wanted, "topics"), all(unwanted, "terms")];
  for (const slug of all(unwanted, "topics")) if (OPPOSITE.has(slug)) about.add(OPPOSITE.get(slug));
  if ([...avoid].some((slug) => INSURANCE.has(slug))) for (const slug of rules.uninsured) has.add(slug);
  for (const slug of INSURANCE) avoid.delete(slug);
  if (about.size > 1 || has.size) for (const slug of GENERAL) about.delete(slug);
  return { has, about, avoid, wanted };
};

// What a sentence means. `names` are the facilities' own words.
const read = (text, names) => {
  let sentence = sentenceOf(text);
  let chosen = wayThrough(sentence);
  let name = nameIn(chosen, sentence.words, names);
  const strange = setOf(chosen.filter(({ kind, start }) => kind === "unknown"
    && !name.includes(sentence.words[start])).map(({ start }) => start));
  const [mended, respelt] = strange.size && name.length < SURE_NAME
    ? repaired(sentence.words, strange, names.words) : [sentence.words, []];
  if (respelt.length) {
    sentence = { words: mended, capitals: new Set() };
    chosen = wayThrough(sentence);
    name = nameIn(chosen, sentence.words, names);
  }
  chosen = withoutDoubtful(chosen, sentence.words, names);
  name = nameIn(chosen, sentence.words, names);
  const [content, left] = [contentOf(chosen, sentence.words), unexplained(chosen, sentence.words)];
  const whole = name.length > left.length || (name.length === left.length && left.length === content.length);
  const phrases = name.length && whole ? [] : phrasesOf(chosen, sentence.words);
  const { has, about, avoid, wanted } = meaningOf(phrases);
  const language = languageOf(chosen, sentence.words, phrases);
  if (language === OTHER_LANGUAGE) about.add(SPANISH_SPEAKER);
  const called = calledIn(sentence.words, chosen, names);
  const places = chosen.flatMap((span) => span.places || []);
  const named = (of) => wanted.map(of).filter(Boolean).flatMap((where) => placesNamed(placeWords(where)));
  const spoken = [named(callsOf), named(impliedBy)].find((found) => found.length) || [];
  const unknownZip = left.find((word) => /^\d{5}$/.test(word)) || "";
  return {
    terms: has, topics: about, avoid, name, called, respelt, unknownZip,
    places: places.length ? places : spoken,
    asks: [...setOf(wanted.map(({ ask }) => ask).filter(Boolean))],
    ignored: left.filter((word) => !name.includes(word) && !called.includes(word) && word !== unknownZip),
    language,
  };
};
