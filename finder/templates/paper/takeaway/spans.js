// Spans: what a stretch of words could be, each with its score, and the best way through a sentence.

const LONGEST_PLACE = 5;
const LONGEST_FILLER = 4;
const NEVER = -100;
const upTo = (most, words, start) => Math.min(most, words.length - start);

const phrasesAt = (words, start, alone) => {
  const found = [];
  for (let length = 1; length <= upTo(longestPhrase, words, start); length += 1) {
    const phrase = PHRASES.get(words.slice(start, start + length).join(" "));
    if (!phrase || (phrase.alone && !alone)) continue;
    const worth = phrase.alone ? score.PHRASE_ALONE : score.PHRASE * length + score.PHRASE_LONGER * (length - 1);
    found.push({ start, end: start + length, kind: "phrase", worth, phrase });
  }
  return found;
};

const agesAt = (words, start) => {
  if (!/^\d+$/.test(words[start])) return [];
  const age = Number(words[start].slice(0, 3));
  const before = words[start - 1] || "";
  const person = before === "is" && PERSONS.has(words[start - 2]);
  const after = rules.age_after.find((each) => each.every((word, at) => words[start + 1 + at] === word)) || [];
  if (!(after.length || person || AGE_BEFORE.has(before)) || age < 10 || age > 110) return [];
  const [[lastOfTeens, teens], [firstOfOlder, older]] = [rules.teens, rules.older];
  const [terms, topics] = [age <= lastOfTeens ? [teens] : [], age >= firstOfOlder ? [older] : []];
  const end = start + 1 + after.length;
  const phrase = { terms, topics, where: "", ask: "", alone: false, spoken: "en" };
  return [{ start, end, kind: "phrase", worth: score.PHRASE * (end - start), phrase }];
};

const fillersAt = (words, start) => {
  const found = [];
  for (let length = 1; length <= upTo(LONGEST_FILLER, words, start); length += 1) {
    const text = words.slice(start, start + length).join(" ");
    for (const kind of ["noise", "near", "negation"]) {
      if (FILLERS[kind].has(text)) found.push({ start, end: start + length, kind, worth: score.NOISE * length });
    }
  }
  if (/^\d{1,3}$/.test(words[start]) && FILLERS.unit.has(words[start + 1])) {
    found.push({ start, end: start + 2, kind: "miles", worth: score.PHRASE * 2 });
  }
  return [...found, ...agesAt(words, start)];
};

const standsBeforePlaces = (word, words) => FILLERS.near.has(word)
  && (word !== "a" || words.some((each) => SPANISH.has(each)));

// What speaks for a stretch of words being a place, beside that a place is called so.
const evidenceOf = (words, start, end, first) => {
  const namesState = words[end - 1] === first.state.toLowerCase()
    || words.slice(start, end).join("").length > first.name.replace(/\s/g, "").length;
  let proof = start > 0 && standsBeforePlaces(words[start - 1], words) ? score.PLACE_AFTER_NEAR : 0;
  if (first.kind === "zip") proof += score.PLACE_ZIP;
  else if (first.kind === "state") proof += words[end - 1] === "state" ? score.PLACE_OF_KIND : score.PLACE_STATE;
  else if (end - start > 1 && namesState) proof += score.PLACE_WITH_STATE;
  else if (first.kind === "county" && words.slice(start, end).some((word) => COUNTY_WORDS.has(word))) {
    proof += score.PLACE_OF_KIND;
  } else if (first.kind === "town" && first.size >= LARGE) proof += score.PLACE_LARGE;
  if (end === words.length) proof += score.PLACE_LAST;
  if (proof > score.PLACE_LAST) return proof;
  const town = first.size >= TOWN && (end === words.length || end - start > 1);
  return proof + (town ? score.PLACE_UNPROVEN : NEVER);
};

const mayStandAlone = ({ words, capitals }, at) => {
  const [word, last] = [words[at], at === words.length - 1];
  if (/^\d+$/.test(word)) return word.length === 5;
  return word.length > 2 || (last && at > 0 && (capitals.has(at) || !WORDS_TOO.has(word)));
};

const placesAt = (sentence, start) => {
  const { words, capitals } = sentence;
  const found = [];
  // Everyday words begin a place only where its end proves it: "cook county", "hope ar".
  const everyday = isFiller(words[start]) && !STARTS.has(words[start]) && !capitals.has(start);
  for (let length = 1; length <= upTo(LONGEST_PLACE, words, start); length += 1) {
    const end = start + length;
    const part = words.slice(start, end);
    const last = part[length - 1];
    const coded = last.length === 2 && part.slice(0, -1).join("").length > 1;
    if (length === 1 && (everyday || !mayStandAlone(sentence, start))) continue;
    const places = placesNamed(part);
    if (!places.length) continue;
    const [, state] = withoutState(part);
    const proven = length > 1 && (coded || COUNTY_WORDS.has(last) || (state && places[0].kind !== "state" && last.length > 2));
    if (everyday && !proven) continue;
    if (!proven && length > 1 && isFiller(last) && !placeWords(places[0].name).includes(last)) continue;
    const worth = score.PLACE * length + evidenceOf(words, start, end, places[0]);
    found.push({ start, end, kind: "place", worth, places });
  }
  return found;
};

// The place that a phrase is another name of ("philly"), and the one it points to unless one is named.
const callsOf = ({ where }) => (/^[?~]/.test(where) ? "" : where);
const impliedBy = ({ where }) => (where.startsWith("~") ? where.slice(1) : "");
const isPlace = (span) => span.kind === "place" || Boolean(span.phrase && callsOf(span.phrase));

// A name of many places right before a town says where in the town: "kensington philly".
const withPartsOfTowns = (spans) => {
  const isTown = (span) => Boolean(span.phrase && callsOf(span.phrase))
    || (span.kind === "place" && span.places.length === 1 && span.places[0].kind === "town" && span.places[0].size >= LARGE);
  return spans.map((each) => [...each, ...each
    .filter((span) => span.kind === "place" && span.places.length > 1 && (spans[span.end] || []).some(isTown))
    .map(({ start, end, worth }) => ({ start, end, kind: "noise", worth: worth - score.PART_OF_TOWN }))]);
};

// Spans that do not overlap, with the highest sum; of equal sums the one with the longer first span. A
// sentence names one place at most.
const bestWay = (spans) => {
  const count = spans.length;
  const best = [[], []];
  for (const placed of [0, 1]) best[placed][count] = [0, null];
  for (let start = count - 1; start >= 0; start -= 1) {
    const unknown = { start, end: start + 1, kind: "unknown", worth: 0 };
    for (const placed of [0, 1]) {
      for (const span of [unknown, ...spans[start]]) {
        if (placed && isPlace(span)) continue;
        const sum = span.worth + best[Number(placed || isPlace(span))][span.end][0];
        const [most, first] = best[placed][start] || [-Infinity, null];
        const gain = Math.round((sum - most) * 1e6);
        if (gain > 0 || (gain === 0 && span.end > first.end)) best[placed][start] = [sum, span];
      }
    }
  }
  const chosen = [];
  for (let at = 0, placed = 0; at < count;) {
    const span = best[placed][at][1];
    chosen.push(span);
    at = span.end;
    placed = Number(placed || isPlace(span));
  }
  return chosen;
};

// Whether the word before or after says that a drug is spoken of: "son is on ice".
const framed = ({ start, end }, words) => {
  const before = start > 1 && DRUG_BETWEEN.has(words[start - 1]) ? start - 2 : start - 1;
  return DRUG_BEFORE.has(words[before]) || DRUG_AFTER.has(words[end]);
};

// The best way, in which a phrase that needs company has it.
const wayThrough = (sentence) => {
  const through = (alone) => bestWay(withPartsOfTowns(sentence.words.map((_, start) => (
    [...phrasesAt(sentence.words, start, alone), ...fillersAt(sentence.words, start), ...placesAt(sentence, start)]))));
  const chosen = through(true);
  const said = chosen.filter(({ phrase }) => phrase);
  const lonely = said.filter(({ phrase }) => phrase.alone);
  if (!lonely.length || said.length > lonely.length || lonely.some((span) => framed(span, sentence.words))) return chosen;
  return through(false);
};
