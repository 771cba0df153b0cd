// Save: a list of places on this device alone. It holds their ids and nothing else, and nothing is
// written before somebody presses. All but saving works without this.
"use strict";
const KEY = "finder-list";
const main = document.querySelector("main");
const words = main.dataset;
const list = document.getElementById("saved");
const own = list && !list.dataset.linked;

const make = (tag, given) => Object.assign(document.createElement(tag), given);

// The ids that are kept; null where the browser lets nobody look.
const read = () => {
  try {
    return (localStorage.getItem(KEY) ?? "").split(",").filter((id) => /^[a-z0-9]{4,24}$/.test(id));
  } catch {
    return null;
  }
};

// Whether these, and no others, are kept now: some browsers refuse without a word.
const write = (ids) => {
  try {
    if (ids.length) localStorage.setItem(KEY, ids.join());
    else localStorage.removeItem(KEY);
  } catch {
    // Refused, or full: what can be read back tells.
  }
  return read()?.join() === ids.join();
};

// What became of it: "kept", "off", "full" or "refused".
const change = (ids, add) => {
  const kept = read();
  if (!kept) return "refused";
  const others = kept.filter((id) => !ids.includes(id));
  const wanted = add ? [...kept, ...ids.filter((id) => !kept.includes(id))] : others;
  if (add && wanted.length > words.most) return "full";
  return write(wanted) ? (add ? "kept" : "off") : "refused";
};

const is = (button, kept) => button.value.split(",").some((id) => kept.includes(id));

// Every button, and the count at the foot, as things are now; another page may have changed them.
const show = () => {
  const kept = read() ?? [];
  for (const button of document.querySelectorAll(".save")) {
    const on = is(button, kept);
    button.classList.toggle("on", on);
    button.textContent = on ? words.saved : words.save;
    button.setAttribute("aria-label", `${button.textContent}: ${button.dataset.name}`);
  }
  const foot = document.querySelector(".to-list");
  if (kept.length) foot.dataset.count = kept.length;
  else delete foot.dataset.count;
  const shared = own && list.querySelector(".paste textarea");
  if (shared) shared.value = shared.value.replace(/ids=.*/, `ids=${kept}`);
};

// For the ear a line that is always there, for the eye a line beside what was pressed.
const heard = make("p", { className: "vh" });
heard.setAttribute("role", "status");
const seen = make("span", { className: "kept-note" });
const tell = (what, beside, name = "") => {
  heard.textContent = `${words[what]} ${name}`;
  const textContent = `${words.see} (${read()?.length ?? 0})`;
  seen.replaceChildren(words[what], own ? "" : make("a", { href: words.list, className: "plain", textContent }));
  beside.after(seen);
};

const dress = (part) => {
  for (const place of part.querySelectorAll(".choose, [data-place]")) {
    const value = place.dataset.place ?? place.querySelector("input").value;
    const button = make("button", { type: "button", className: "save quiet", value });
    button.dataset.name = (place.closest("article, li") ?? main).querySelector("h1, h2").textContent.trim();
    if (place.matches("label")) place.after(button);
    else place.append(button);
  }
  for (const each of part.querySelectorAll(".scripted")) each.hidden = false;
  show();
};

const open = async () => {
  const told = document.getElementById("told");
  const ids = read();
  if (!ids?.length) {
    list.querySelector(".of-list")?.remove();
    told.textContent = list.dataset[ids ? "none" : "shut"];
    return;
  }
  try {
    // Posted, so that no address holds the ids.
    const answer = await fetch(location.pathname, {
      method: "POST", body: new URLSearchParams({ ids }), credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    list.replaceChildren(...page.getElementById("saved").childNodes);
    told.textContent = page.getElementById("told").textContent;
    dress(list);
  } catch {
    told.textContent = list.dataset.failed;
  }
};

const forget = ({ dataset }) => {
  const gone = write([]);
  const shut = !read();
  list.querySelector(".of-list")?.remove();
  document.getElementById("told").textContent = gone ? list.dataset.none : "";
  const left = gone && localStorage.length + sessionStorage.length;
  const proof = !gone ? dataset.stuck : left ? `${dataset.others} ${left}` : dataset.gone;
  document.getElementById("proof").textContent = shut ? list.dataset.shut : proof;
  show();
};

document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button?.matches(".save")) {
    const ids = button.value.split(",");
    const add = !is(button, read() ?? []);
    tell(change(ids, add), button, button.dataset.name);
    if (own) button.parentElement.querySelector("input").checked = add;
  } else if (button?.dataset.keep) {
    tell(change(button.dataset.keep.split(","), true), button);
  } else if (button?.dataset.drop) {
    tell(change(button.dataset.drop.split(","), false), button);
  } else if (button?.id === "forget") {
    forget(button);
    return;
  } else {
    return;
  }
  show();
});

addEventListener("storage", ({ key }) => {
  if (key !== KEY && key !== null) return;
  show();
  if (own) open();
});
// A page that the browser kept as it was left may be behind.
addEventListener("pageshow", ({ persisted }) => { if (persisted) show(); });

if (words.save) {
  main.append(heard);
  dress(main);
} else {
  show();
}
if (own) open();
