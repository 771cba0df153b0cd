// Ask: the box above the list. Nothing is kept: the address stays as it is, and so does the device.

const box = document.getElementById("ask");
const field = document.getElementById("words");
const OTHERS = 4;

const ask = (text) => {
  const meaning = read(text, NAMES);
  const [place = null, ...others] = meaning.places;
  // Who writes the name of a place of this state means a farther one only where that is a great city.
  const likely = ({ state, size }) => place.state !== OWN_STATE || state === OWN_STATE || size >= LARGEST;
  const asked = { ...meaning, place, others: others.filter(likely).slice(0, OTHERS), open: false };
  const again = (now) => (changed) => {
    const next = { ...now, respelt: [], ignored: [], ...changed };
    show(next, again(next));
  };
  show(asked, again(asked));
};

box.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (tokens(field.value).length) {
    ask(field.value);
    return;
  }
  found.replaceChildren(make("p", { id: "found-title", tabindex: "-1" }, say.empty));
  found.hidden = false;
  document.body.classList.remove("asked");
  document.getElementById("found-title").focus();
});
// A browser may bring back what was typed before: the file shows itself as new.
field.value = "";
box.hidden = false;
