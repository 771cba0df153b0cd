// Names of places while somebody types one. All works without this; it asks only this site.
"use strict";
(() => {
  const list = document.getElementById("places");
  if (!list || !window.fetch || !window.AbortController) return;
  let timer = 0;
  let asking = null;
  const offered = () => Array.from(list.options, (option) => option.value);

  const show = (names) => {
    list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
  };

  const ask = async (typed) => {
    asking = new AbortController();
    try {
      const answer = await fetch(list.dataset.from + "?near=" + encodeURIComponent(typed), {
        signal: asking.signal, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer",
      });
      if (answer.ok) show((await answer.json()).places);
    } catch {
      // Nothing to suggest is no fault: the field takes any words.
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (target.name !== "near") return;
    clearTimeout(timer);
    if (asking) asking.abort();
    const typed = target.value.trim();
    // A ZIP needs no help, and a name that was just picked none either.
    if (typed.length < 2 || /^[\d\s.,-]*$/.test(typed) || offered().includes(typed)) return;
    timer = setTimeout(ask, 150, typed);
  });
})();
