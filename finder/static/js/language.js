// To the other language, at the same part of the page. Without this the other page begins at its top.
"use strict";
for (const link of document.querySelectorAll("a.language")) {
  link.addEventListener("click", () => { link.hash = location.hash; });
}
