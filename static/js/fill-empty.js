// A link with data-fill-empty fills in the empty fields of the form after it, with its attributes data-fill-NAME. Fields that are
// not empty stay as they are. Without this script, the page that the link opens has the same values.
import { closest, openFolds } from "./elements.js";
import { announce, focusOn } from "./focus.js";

document.addEventListener("click", (event) => {
  const link = closest(event, "[data-fill-empty]", HTMLAnchorElement);
  const form = link?.closest("section")?.querySelector("form");
  if (!link || !form || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  /** @type {HTMLElement[]} */
  const filled = [];
  for (const { name, value } of link.attributes) {
    const field = name.startsWith("data-fill-") && form.elements.namedItem(name.slice("data-fill-".length));
    if (!(field instanceof HTMLInputElement) || field.value) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    openFolds(field);
    filled.push(field);
  }
  const count = filled.length === 1 ? "1 field was" : `${filled.length} fields were`;
  announce(filled.length ? `${count} filled in. Check them, then save.` : "No field is empty.");
  focusOn(filled[0]);
});
