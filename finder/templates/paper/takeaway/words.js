// Words: one way of cutting text into tokens, as the server does, and how far two are apart.

const known = JSON.parse(document.getElementById("known").textContent);
const { rules, terms, topics } = known.words;
const setOf = (list) => new Set(list);
const mapOf = (object) => new Map(Object.entries(object));
const WRITTEN_OUT = mapOf(rules.written_out);
const MOST_TOKENS = 64;

const folded = (text) => text.slice(0, 4000).replace(/['’‘ʼ`´′＇]/g, "").normalize("NFKD").toLowerCase()
  .replace(/\p{Mn}/gu, "").replace(/['’‘ʼ`´′＇]/g, "");

const tokens = (text) => (folded(text).match(/[\p{L}\p{N}]+/gu) || []).slice(0, MOST_TOKENS)
  .map((word) => WRITTEN_OUT.get(word.slice(0, 40)) || word.slice(0, 40));

// The slips between two words: a letter too many, missing, wrong, or two that changed places. More than
// `most` is told as infinity.
const slipsBetween = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return Infinity;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
    }
    [before, last] = [last, row];
  }
  return last[other.length] <= most ? last[other.length] : Infinity;
};

// How many slips a word may have: in a short one, one makes nearly any other word.
const slipsAllowed = (word) => {
  if (!/^\p{L}+$/u.test(word)) return 0;
  const found = rules.slips.find(([length]) => word.length >= length);
  return found ? found[1] : 0;
};
