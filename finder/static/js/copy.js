// A button beside each text to paste. Without this the text is selected and copied by hand.
"use strict";
for (const text of document.querySelectorAll("[data-copy]")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", textContent: text.dataset.copy });
  button.setAttribute("aria-describedby", text.getAttribute("aria-labelledby"));
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      // No clipboard where the page came without TLS: the text stays selected, and this may still work.
      if (!document.execCommand("copy")) return;
    }
    told.textContent = text.dataset.copied;
  });
  text.after(button, told);
}
