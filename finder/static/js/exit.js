// Exit this page, after GOV.UK's pattern: a press on the link, or Shift three times. The page is hidden
// at once, and takes no place in the list that Back goes through. Without this it is a plain link.
"use strict";
const link = document.querySelector(".exit[data-leaving]");
if (link) {
  const PRESSES = 3;
  const MILLISECONDS = 5000;
  const lights = Object.assign(document.createElement("span"), { className: "exit-lights", hidden: true });
  lights.setAttribute("aria-hidden", "true");
  lights.append(...Array.from({ length: PRESSES }, () => document.createElement("i")));
  const told = Object.assign(document.createElement("span"), { className: "vh" });
  told.setAttribute("role", "status");
  link.after(told);
  link.append(lights);
  let pressed = 0;
  let timer = 0;
  let chord = false;

  const show = () => {
    lights.hidden = pressed === 0;
    Array.from(lights.children, (light, at) => light.classList.toggle("on", at < pressed));
  };

  const forget = (words = "") => {
    clearTimeout(timer);
    pressed = 0;
    told.textContent = words;
    show();
  };

  const leave = () => {
    forget();
    const cover = Object.assign(document.createElement("div"), { className: "leaving" });
    cover.setAttribute("role", "alert");
    document.documentElement.classList.add("left");
    document.body.append(cover);
    cover.textContent = link.dataset.leaving;
    location.replace(link.href);
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".exit, .leave")) return;
    event.preventDefault();
    leave();
  });

  document.addEventListener("keyup", (event) => {
    // Shift that was held for a capital letter says nothing.
    if (event.key === "Shift" && !chord) {
      pressed += 1;
      if (pressed === PRESSES) return leave();
      show();
      told.textContent = link.dataset[pressed === 1 ? "twice" : "once"];
      clearTimeout(timer);
      timer = setTimeout(forget, MILLISECONDS, link.dataset.over);
    } else if (event.key !== "Shift" && pressed) {
      forget();
    }
    chord = event.shiftKey;
  });

  // A browser may keep the page as it was left, and show that.
  addEventListener("pageshow", () => {
    document.documentElement.classList.remove("left");
    document.querySelector("body > .leaving")?.remove();
    forget();
  });
}
