// Single-letter keyboard shortcuts. An element declares its own with data-key="c"; a module adds one with onKey("j", "Next mark", …).
// Shortcuts do nothing while a person types or holds a modifier key, and people can turn them off in the dialog that "?" opens.
import { closest, find, findAll, get, isVisible } from "./elements.js";
import { announceSaving } from "./saving.js";
import { lasting } from "./storage.js";

/** @type {Map<string, { label: string, run: (event: KeyboardEvent) => void }>} */
const shortcuts = new Map();
const textFields = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

const areEnabled = () => lasting.get("keys") !== "off";

/**
 * Run a function when a key is pressed on this page.
 *
 * @param {string} key one character, as `KeyboardEvent.key` reports it
 * @param {string} label the label in the dialog of shortcuts
 * @param {(event: KeyboardEvent) => void} run
 */
export function onKey(key, label, run) {
  shortcuts.set(key, { label, run });
}

/**
 * Return the name of an element that has a shortcut: its data-key-words, its label, or its own text without the hint for the key.
 *
 * @param {HTMLElement} element
 * @returns {string}
 */
export function labelOf(element) {
  const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
  const label = isField ? element.labels?.[0]?.textContent : undefined;
  const text = element.dataset.keyWords ?? element.getAttribute("aria-label") ?? label ?? textWithoutHint(element);
  return text.replace(/\s+/g, " ").trim();
}

/** @param {HTMLElement} element */
function textWithoutHint(element) {
  const copy = /** @type {HTMLElement} */ (element.cloneNode(true));
  for (const hint of copy.querySelectorAll("kbd")) hint.remove();
  return copy.textContent ?? "";
}

/**
 * Whether a key may activate the element: an inert element is disabled, although `click` still activates it.
 *
 * @param {HTMLElement} element
 */
const isAvailable = (element) => isVisible(element) && !element.closest("[inert]");

/** @param {string} key */
function elementFor(key) {
  return findAll(`[data-key="${CSS.escape(key)}"]`).find(isAvailable);
}

/** @param {HTMLElement} element */
function activate(element) {
  if (element.closest("[data-saving]")) return announceSaving();
  element.focus();
  if (!element.matches(textFields)) element.click();
}

/**
 * Every key that does something on this page now, with its label.
 *
 * @returns {[string, string][]}
 */
function availableKeys() {
  const labels = new Map([...shortcuts].map(([key, { label }]) => [key, label]));
  for (const element of findAll("[data-key]")) {
    const key = element.dataset.key ?? "";
    if (isVisible(element) && !labels.has(key)) labels.set(key, labelOf(element));
  }
  return [...labels];
}

/** @param {HTMLElement} dialog */
function listShortcuts(dialog) {
  const list = get("dl", HTMLDListElement, dialog);
  for (const old of list.querySelectorAll("[data-from-page]")) old.remove();
  for (const [key, label] of availableKeys()) {
    const term = document.createElement("dt");
    const description = document.createElement("dd");
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
    description.textContent = label;
    for (const part of [term, description]) part.dataset.fromPage = "";
    list.append(term, description);
  }
}

/**
 * The character of a key. On a keyboard whose letters are not Latin, it is the Latin letter at that position.
 *
 * @param {KeyboardEvent} event
 */
function characterOf(event) {
  const isForeign = /\p{L}/u.test(event.key) && !/\p{Script=Latin}/u.test(event.key);
  const [, letter] = (isForeign && /^Key([A-Z])$/.exec(event.code)) || [];
  if (!letter) return event.key;
  return event.shiftKey ? letter : letter.toLowerCase();
}

const dialog = document.getElementById("keys");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key.length !== 1 || !areEnabled()) return;
  if (closest(event, textFields, Element) || document.querySelector("dialog[open], .dialog:popover-open")) return;
  if (event.key === "?" && dialog) {
    event.preventDefault();
    dialog.showPopover();
    return;
  }
  const key = characterOf(event);
  const shortcut = shortcuts.get(key);
  const element = shortcut ? undefined : elementFor(key);
  if (!shortcut && !element) return;
  event.preventDefault();
  if (shortcut) shortcut.run(event);
  else if (element) activate(element);
});

const toggle = dialog && find("[data-keys-switch]", HTMLInputElement, dialog);
if (toggle) {
  const label = toggle.closest("label");
  if (label) label.hidden = false;
  toggle.checked = areEnabled();
  toggle.addEventListener("change", () => lasting.set("keys", toggle.checked ? null : "off"));
  const page = find(".shell", HTMLElement);
  // The popover gets the focus, and Tab stays in it: the page behind it is inert. The focus returns when it closes.
  dialog.tabIndex = -1;
  dialog.autofocus = true;
  dialog.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") listShortcuts(dialog);
    else if (page) page.inert = false;
  });
  dialog.addEventListener("toggle", (event) => {
    if (event.newState === "open" && page) page.inert = true;
  });
}
