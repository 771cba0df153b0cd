// Looks every two seconds how far the work is, and shows the whole page once it is done. A page that
// refreshed itself would take the place in it from whoever reads it by ear or by keyboard.
"use strict";
(() => {
  const part = document.querySelector("[data-working]");
  if (!part) return;

  const told = () => {
    part.querySelector("[data-by-itself]").hidden = false;
  };

  const look = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.querySelector("[data-working]");
      if (!now) {
        location.reload();
        return;
      }
      if (!part.contains(document.activeElement)) {
        part.replaceChildren(...now.childNodes);
        told();
      }
    } catch {
      // The site may be starting anew just now: it is asked again.
    }
    setTimeout(look, 2000);
  };

  told();
  setTimeout(look, 2000);
})();
