// The verdict screen: keys that save, the time at which this browser kept the input, the order of the columns for Tab, and the preview in
// place of the text. Without this module, the buttons do the same, and the preview follows the text.
import { find, findAll } from "./elements.js";
import { afterSwap } from "./swap.js";

const form = find("#verdict-form", HTMLFormElement);
const kept = find("[data-draft-kept]", HTMLElement);
const time = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

if (form && kept) {
  form.addEventListener("draft-kept", () => {
    kept.textContent = `Draft kept ${time.format(new Date())}`;
    kept.title = "In this browser, until you save it";
  });
}

document.addEventListener("keydown", (event) => {
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  if (event.defaultPrevented || event.repeat || document.querySelector("dialog:modal, .dialog:popover-open")) return;
  const button = find(event.shiftKey ? "[data-save-and-submit]" : "[data-save]", HTMLButtonElement);
  if (!button || button.disabled) return;
  event.preventDefault();
  form.requestSubmit(button);
});

// Where the evidence is to the left of the text, Tab reaches it first. The style sheet places both, so nothing moves on the screen.
const board = find(".verdict-cols > .verdict-board", HTMLElement);
const isWide = matchMedia("(width >= 64rem)");
function orderColumns() {
  const text = find(".verdict-cols > .verdict-write", HTMLElement);
  if (!board || !text || board.contains(document.activeElement)) return;
  if (isWide.matches) text.before(board);
  else text.after(board);
}
isWide.addEventListener("change", orderColumns);
orderColumns();

const area = find(".verdict-rationale", HTMLElement);
const write = find("[data-write]", HTMLButtonElement);
const preview = find(".verdict-modes [name=preview]", HTMLButtonElement);

/** @param {boolean} isPreview */
function setMode(isPreview) {
  if (!area || !write || !preview) return;
  area.toggleAttribute("data-preview", isPreview);
  write.setAttribute("aria-pressed", String(!isPreview));
  preview.setAttribute("aria-pressed", String(isPreview));
}

if (area && write && preview) {
  write.hidden = false;
  setMode(false);
  write.addEventListener("click", () => {
    setMode(false);
    const shown = find("#preview", HTMLElement);
    if (shown) shown.hidden = true;
    find("textarea", HTMLTextAreaElement, area)?.focus();
  });
  afterSwap(({ detail: { ctx } }) => {
    const id = ctx?.target instanceof Element ? ctx.target.id : "";
    if (id === "preview") setMode(true);
    if (id === "unsaved") find("#unsaved", HTMLElement)?.scrollIntoView({ block: "nearest" });
  });
}

// The key caps of the buttons name the key of this machine.
if (/Mac|iPhone|iPad/.test(navigator.platform)) {
  for (const cap of findAll(".verdict-foot kbd")) cap.textContent = cap.textContent.replace("Ctrl", "⌘");
}
