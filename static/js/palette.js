// The search dialog that Ctrl/⌘ K opens, with the links and shortcuts of this page below the search field.
// Without JavaScript, the link that opens it goes to the search page.
// Roles and keys follow the editable combobox with listbox popup of the ARIA Authoring Practices Guide: the focus stays in the field.
import Combobox from "../vendor/combobox-nav.js";
import { closest, find, findAll, get, isVisible } from "./elements.js";
import { labelOf } from "./keys.js";
import { afterSwap } from "./swap.js";

/** @param {HTMLElement} element a link, button, or field of the page */
function entryFor(element, /** @type {() => void} */ close) {
  const item = document.createElement("li");
  const entry = document.createElement(element instanceof HTMLAnchorElement ? "a" : "button");
  if (entry instanceof HTMLAnchorElement && element instanceof HTMLAnchorElement) entry.href = element.href;
  else if (entry instanceof HTMLButtonElement) {
    entry.type = "button";
    entry.addEventListener("click", () => {
      close();
      element.focus();
      if (!element.matches("input, select, textarea")) element.click();
    });
  }
  item.setAttribute("role", "none");
  entry.setAttribute("role", "option");
  entry.tabIndex = -1;
  entry.textContent = labelOf(element);
  if (element.dataset.key) {
    const cap = document.createElement("kbd");
    cap.textContent = element.dataset.key;
    entry.append(cap);
  }
  item.append(entry);
  return item;
}

/** @param {HTMLDialogElement} palette */
function attach(palette) {
  const field = get("input[type=search]", HTMLInputElement, palette);
  const list = get("#palette-acts", HTMLElement, palette);
  const options = get("#palette-options", HTMLElement, palette);
  const combobox = new Combobox(field, options, { tabInsertsSuggestions: false });

  const filter = () => {
    const terms = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of findAll("li", list)) {
      const text = item.textContent.toLowerCase();
      item.hidden = !terms.every((term) => text.includes(term));
    }
  };
  const open = () => {
    if (palette.open) return;
    const elements = findAll(".bar-nav a, [data-key]").filter((element) => isVisible(element) && labelOf(element));
    list.replaceChildren(...elements.map((element) => entryFor(element, () => palette.close())));
    for (const [index, option] of findAll("[role=option]", list).entries()) option.id = `${list.id}-${index + 1}`;
    filter();
    palette.showModal();
    combobox.start();
    field.select();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
    if (!closest(event, "[data-palette]", Element) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  field.addEventListener("input", filter);
  palette.addEventListener("close", () => combobox.stop());
  afterSwap(() => {
    // New results replaced the active option.
    if (!find("[aria-selected=true]", HTMLElement, options)) combobox.clearSelection();
  });
  palette.addEventListener("keydown", (event) => {
    // A search field would clear its text first, and only the next Escape would close the dialog.
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      palette.close();
    }
  });
}

const palette = find("#palette", HTMLDialogElement);
if (palette) {
  const cap = document.querySelector("[data-palette] kbd");
  if (cap && /Mac|iP(hone|ad)/.test(navigator.platform)) cap.textContent = "⌘ K";
  attach(palette);
}
