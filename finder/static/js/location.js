// Use my location: a button under "Where?", which asks the browser only when it is pressed, and rounds
// what it gets to two decimals, about a mile, before anything is sent. Hidden where it cannot work.
"use strict";
if (isSecureContext && navigator.geolocation) {
  const TROUBLE = ["", "denied", "unknown", "slow"];
  const rounded = (degrees) => degrees.toFixed(2);

  for (const part of document.querySelectorAll(".locate")) {
    const button = part.querySelector("button");
    const told = part.querySelector("[role=status]");
    const field = part.closest("form").elements.near;
    const tell = (what) => { told.textContent = part.dataset[what] };
    part.hidden = false;
    button.addEventListener("click", () => {
      tell("asking");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          field.value = `${rounded(coords.latitude)}, ${rounded(coords.longitude)}`;
          tell("found");
        },
        ({ code }) => tell(TROUBLE[code] || "unknown"),
        { enableHighAccuracy: false, timeout: 20000, maximumAge: 600000 },
      );
    });
  }
}
