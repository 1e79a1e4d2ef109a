// Single-letter keys. An element declares its own: data-key="c"; a module adds one with onKey("j", "Next mark", act).
// Ignored while typing and with modifiers; can be switched off in the sheet behind "?".
import { lasting } from "./storage.js";

const declared = new Map();
const typing = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

export const areOn = () => lasting.get("keys") !== "off";

/** Let `key` do `act` on this page; `words` stand in the sheet. Returns a function that takes the key back. */
export function onKey(key, words, act) {
  declared.set(key, { words, act });
  return () => declared.delete(key);
}

const isSeen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;

function elementFor(key) {
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((element) => isSeen(element));
}

/** What an element is called: its data-key-words, its label, or its own text. */
export function wordsOf(element) {
  const words = element.dataset.keyWords ?? element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
  return (words ?? element.textContent).replace(/\s+/g, " ").trim();
}

function perform(element) {
  if (element.matches(typing)) {
    element.focus();
    return;
  }
  element.focus({ preventScroll: false });
  element.click();
}

/** [key, words] of everything that has a key on this page now. */
function known() {
  const rows = new Map();
  for (const [key, { words }] of declared) rows.set(key, words);
  for (const element of document.querySelectorAll("[data-key]")) {
    if (isSeen(element) && !rows.has(element.dataset.key)) rows.set(element.dataset.key, wordsOf(element));
  }
  return [...rows];
}

function fillSheet(sheet) {
  const list = sheet.querySelector("dl");
  for (const old of list.querySelectorAll("[data-from-page]")) old.remove();
  for (const [key, words] of known()) {
    const name = document.createElement("dt");
    const meaning = document.createElement("dd");
    const cap = document.createElement("kbd");
    cap.textContent = key;
    name.append(cap);
    meaning.textContent = words;
    for (const part of [name, meaning]) part.dataset.fromPage = "";
    list.append(name, meaning);
  }
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key.length !== 1 || !areOn()) return;
  if (event.target.closest?.(typing) || document.querySelector("dialog[open], .dialog:popover-open")) return;
  const sheet = document.getElementById("keys");
  if (event.key === "?" && sheet) {
    event.preventDefault();
    sheet.showPopover();
    return;
  }
  const registered = declared.get(event.key);
  const element = registered ? null : elementFor(event.key);
  if (!registered && !element) return;
  event.preventDefault();
  if (registered) registered.act(event);
  else perform(element);
});

const sheet = document.getElementById("keys");
const choice = sheet?.querySelector("[data-keys-switch]");
if (choice) {
  choice.closest("label").hidden = false;
  choice.checked = areOn();
  choice.addEventListener("change", () => lasting.set("keys", choice.checked ? null : "off"));
  sheet.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") fillSheet(sheet);
  });
}
