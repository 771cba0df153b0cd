// Show: an answer as elements: what was understood, danger first, the places, the ways on.

const AT_ONCE = 10;
const FEW = 5;
const CLOSE_MILES = 25;
const LIKED = 3;
const { say } = known;
const found = document.getElementById("found");

const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
const inNumber = ([one, many], number, values = {}) => (
  fill(number === 1 ? one : many, { number: number.toLocaleString("en-US"), ...values }));

const make = (tag, values, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== ""));
  return element;
};
const button = (text, kind, pressed) => {
  const element = make("button", { type: "button", class: kind }, text);
  element.addEventListener("click", pressed);
  return element;
};
const listed = (kind, items, label) => (items.length
  ? make("ul", label ? { class: kind, "aria-label": label } : { class: kind }, ...items.map((item) => make("li", {}, item))) : "");
const labelOf = (slug) => (terms[slug] || topics[slug])[0];

const milesText = (miles, about) => {
  if (about && miles < 1) return say.about_short;
  if (miles < 0.1) return say.short;
  const tenths = Math.round(miles * 10) / 10;
  return fill(about ? say.about : say.miles, { miles: tenths < 10 ? String(tenths) : miles.toFixed(0) });
};

// The most urgent panel that what is asked for raises; they stand in the order of urgency.
const panelOf = (asked) => {
  const mild = [...asked.topics].some((slug) => MILD.has(slug));
  const raised = setOf([
    ...[...asked.topics].filter((slug) => !(mild && slug === rules.stopping)).map((slug) => topics[slug][2]),
    ...[...asked.terms].map((slug) => terms[slug][3]),
  ]);
  const slug = Object.keys(known.panels).find((each) => raised.has(each));
  return slug ? known.panels[slug][asked.language === OTHER_LANGUAGE ? 1 : 0] : null;
};

const panelShown = (panel) => {
  if (!panel) return "";
  const lines = make("ul", { class: "act" }, ...panel.lines.map(({ link, number, name, call }) => (
    make("li", {}, make("a", { class: "tel", href: link, "aria-label": call }, number), " ", make("span", {}, name)))));
  const steps = make("ol", {}, ...panel.steps.map((step) => make("li", {}, step)));
  const title = make("h2", { id: "panel", tabindex: "-1" }, panel.title);
  const text = make("p", {}, panel.text);
  const section = make("section", { class: panel.urgent ? "panel urgent" : "panel", "aria-labelledby": "panel" });
  if (panel.lang) section.lang = panel.lang;
  if (panel.urgent) section.append(title, lines, text, steps);
  else section.append(title, text, make("details", {}, make("summary", {}, make("span", {}, panel.more)), steps, lines));
  return section;
};

// Each part of what was understood, as a button that takes it off.
const chipsShown = (asked, again) => {
  const chip = (text, changed, kind = "") => {
    const element = button(text, kind, () => again(changed));
    element.setAttribute("aria-label", fill(say.off, { what: text }));
    return element;
  };
  const less = (name, slug) => ({ [name]: setOf([...asked[name]].filter((each) => each !== slug)) });
  const { place, name, called } = asked;
  return listed("chips", [
    ...[...asked.terms].map((slug) => chip(labelOf(slug), less("terms", slug))),
    ...[...asked.topics].map((slug) => chip(labelOf(slug), less("topics", slug), "ranking")),
    ...[...asked.avoid].map((slug) => chip(fill(say.not, { what: labelOf(slug) }), less("avoid", slug), "ranking")),
    ...(place ? [chip(fill(/zip|town/.test(place.kind) ? say.near : say.in, { place: place.label }), { place: null, others: [] })] : []),
    ...(name.length ? [chip(`“${name.join(" ")}”`, { name: [] })] : []),
    ...(called.length && !name.length ? [chip(`“${called.join(" ")}”`, { called: [] }, "ranking")] : []),
  ], say.asked);
};

const notesShown = (asked) => {
  const notes = asked.respelt.map(([typed, meant]) => fill(say.respelt, { typed, meant }));
  if (asked.ignored.length) notes.push(fill(say.ignored, { words: asked.ignored.join(" ") }));
  if (asked.unknownZip) notes.push(fill(say.unknown_zip, { zip: asked.unknownZip, area: known.area }));
  const { place } = asked;
  const outside = place && !isCovered(place);
  if (outside && place.kind === "state") notes.push(fill(say.other_state, { area: known.area }));
  else if (outside) notes.push(fill(say.outside, { place: place.label, area: known.area }));
  if (!place) notes.push(say.where);
  return listed("notes", notes);
};

const questionShown = (choices, heading) => (choices.length
  ? make("div", { class: "question" }, make("h3", {}, heading), listed("ways", choices)) : "");

const questionsShown = (asked, again) => [
  ...asked.asks.map((ask) => questionShown(known.words.asks[ask].map(([text, has, about, where]) => button(text, "way", () => {
    const place = where ? placesNamed(placeWords(where))[0] : asked.place;
    again({ asks: [], place, terms: setOf([...asked.terms, ...has]), topics: setOf([...asked.topics, ...about]) });
  })), say.which)),
  questionShown(asked.others.map((place) => button(place.label, "way", () => again({ place, others: [] }))), say.others),
];

// Why a place is here: what it says of each thing asked for, and what it has that goes with a topic.
const whyShown = (facility, asked) => {
  const liked = setOf([...asked.topics].flatMap((slug) => topics[slug][1]));
  const yes = [...liked].filter((slug) => !asked.terms.has(slug) && says(facility, slug) === "yes").slice(0, LIKED);
  const texts = { yes: (what) => `✓ ${what}`, no: (what) => `✕ ${fill(say.no, { what })}`, unsaid: (what) => `? ${fill(say.unsaid, { what })}` };
  const line = (slug) => make("li", { class: says(facility, slug) }, texts[says(facility, slug)](labelOf(slug)));
  const unwanted = [...asked.avoid].filter((slug) => says(facility, slug) === "yes");
  const items = [
    ...[...asked.terms].map(line), ...yes.map(line),
    ...unwanted.map((slug) => make("li", { class: "no" }, `! ${fill(say.unwanted, { what: labelOf(slug) })}`)),
  ];
  return items.length ? make("ul", { class: "why", "aria-label": say.why }, ...items) : "";
};

const hitShown = ({ facility, miles }, asked) => {
  const copy = facility.article.cloneNode(true);
  const title = copy.querySelector(".program") || copy.querySelector("h3");
  const far = miles === null ? "" : make("p", { class: "far" }, milesText(miles, facility.about));
  title.after(...[far, whyShown(facility, asked)].filter((each) => each !== ""));
  return copy;
};

// Some hits, and a button for the next ones, which takes the focus to the first of them.
const hitsShown = (hits, asked) => {
  const box = make("div", {});
  const more = (from) => {
    const shown = hits.slice(from, from + AT_ONCE).map((hit) => hitShown(hit, asked));
    box.append(...shown);
    const left = hits.length - from - AT_ONCE;
    if (left > 0) {
      const next = button(inNumber(say.more, Math.min(left, AT_ONCE)), "quiet", () => { next.remove(); more(from + AT_ONCE); });
      box.append(next);
    }
    if (from) {
      const title = shown[0].querySelector("h3");
      title.tabIndex = -1;
      title.focus();
    }
  };
  more(0);
  return box;
};

// Ways on: without each part, with those that do not say, or everything; each with what it finds.
const waysShown = (asked, { fit, open }, again) => {
  const way = (text, changed) => button(text, "way", () => again(changed));
  const ways = open.length && !asked.open ? [way(inNumber(say.open, open.length), { open: true })] : [];
  if (fit.length < FEW) {
    const less = [
      ...[...asked.terms].map((slug) => [labelOf(slug), { terms: setOf([...asked.terms].filter((each) => each !== slug)) }]),
      ...(asked.name.length ? [[asked.name.join(" "), { name: [] }]] : []),
    ];
    for (const [what, changed] of less) {
      const count = find({ ...asked, ...changed }).fit.length;
      if (count > fit.length) ways.push(way(inNumber(say.without, count, { what }), changed));
    }
    if (!fit.length) ways.push(way(inNumber(say.everything, FACILITIES.length), { terms: new Set(), name: [], called: [] }));
  }
  const [link, number] = known.helpline;
  const talk = fit.length < FEW ? make("p", {}, say.talk, " ", make("a", { class: "plain", href: link }, number)) : "";
  if (!ways.length && !talk) return "";
  return make("section", { class: "next", "aria-labelledby": "ways" }, make("h2", { id: "ways" }, say.ways), listed("ways", ways), talk);
};

const isArea = (place) => Boolean(place && place.kind === "county" && isCovered(place));

const headingOf = (asked, inside) => {
  const area = isArea(asked.place) ? asked.place.label : "";
  if (!inside.length) return area ? fill(say.nothing_in, { place: area }) : say.nothing;
  return inNumber(area ? say.found_in : say.found, inside.length, { place: area });
};

const orderShown = ({ place }, hits) => {
  const measured = place && place.kind !== "state";
  if (!measured) return make("p", { class: "sub" }, say.by_county);
  const from = place.kind === "county" ? fill(say.middle, { place: place.label }) : place.label;
  const close = hits.filter(({ miles }) => miles <= CLOSE_MILES).length;
  const near = !isArea(place) && close ? [inNumber(say.within, close), " "] : [];
  return make("p", { class: "sub" }, ...near, fill(say.nearest, { place: from }));
};

const show = (asked, again) => {
  const answer = find(asked);
  const hits = asked.open ? [...answer.fit, ...answer.open].sort((a, b) => (
    a.first - b.first || a.bad - b.bad || a.miles - b.miles || a.facility.order - b.facility.order)) : answer.fit;
  const { place } = asked;
  const inside = isArea(place) ? hits.filter(({ facility }) => isIn(facility, place)) : hits;
  const elsewhere = hits.filter((hit) => !inside.includes(hit));
  found.replaceChildren(...[
    panelShown(panelOf(asked)),
    make("h2", { id: "found-title", tabindex: "-1" }, headingOf(asked, inside)),
    chipsShown(asked, again), notesShown(asked), ...questionsShown(asked, again),
    hits.length ? orderShown(asked, inside) : "",
    inside.length ? hitsShown(inside, asked) : "",
    elsewhere.length ? make("h2", {}, say.elsewhere) : "", elsewhere.length ? hitsShown(elsewhere, asked) : "",
    waysShown(asked, { ...answer, fit: hits }, again),
  ].filter((each) => each !== ""));
  found.hidden = false;
  document.body.classList.add("asked");
  (found.querySelector(".urgent h2") || document.getElementById("found-title")).focus();
};
