// Inserts citations of evidence into the rationale, or into the note of a review, and shows in which paragraphs of the rationale each
// item is cited. A button with data-cite="2" inserts "[2]" at the cursor, and so does Alt+2. Without this module, people type the
// numbers, and the server counts the paragraphs.
import { closest, find, findAll } from "./elements.js";

const citation = /\[(?: ?[1-9][0-9]{0,2} ?,)* ?[1-9][0-9]{0,2} ?\](?!\()/g;

/**
 * Each cited number with the paragraphs that cite it, counted from 1.
 *
 * @param {string} text
 */
function citedParagraphs(text) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const [at, paragraph] of text
    .trim()
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .entries()) {
    const numbers = new Set([...paragraph.matchAll(citation)].flatMap(([match]) => match.match(/[0-9]+/g) ?? []));
    for (const number of numbers) found.set(number, [...(found.get(number) ?? []), at + 1]);
  }
  return found;
}

/**
 * Move the chip of each item to the list of the cited or to that of the other items, both in the order of their numbers.
 *
 * @param {Map<string, number[]>} cited
 */
function sortChips(cited) {
  const lists = ["[data-cited-chips]", "[data-uncited-chips]"].map((selector) => find(selector, HTMLElement));
  const [first, second] = lists;
  if (!first || !second) return;
  const chips = [first, second].flatMap((list) => findAll(".chip", list));
  const number = (/** @type {HTMLElement} */ chip) => /[0-9]+/.exec(chip.textContent)?.[0] ?? "";
  chips.sort((a, b) => Number(number(a)) - Number(number(b)));
  for (const [list, isCited] of /** @type {[HTMLElement, boolean][]} */ ([
    [first, true],
    [second, false],
  ])) {
    const own = chips.filter((chip) => cited.has(number(chip)) === isCited);
    list.replaceChildren(...(own.length ? own.flatMap((chip) => [chip, " "]) : ["none"]));
  }
}

/**
 * Insert text at the cursor, with a space before it if it would touch a word.
 *
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 */
function insert(field, text) {
  const before = field.value.slice(0, field.selectionStart);
  const space = /[^\s([“‘"']$/.test(before) ? " " : "";
  field.setRangeText(space + text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

const rationale = find("textarea[name=rationale], #decision textarea[name=reason]", HTMLTextAreaElement);

if (rationale) {
  for (const hint of findAll(".cite-hint")) hint.hidden = false;
  for (const button of findAll("[data-cite]")) button.hidden = false;
  const mark = () => {
    const cited = citedParagraphs(rationale.value);
    for (const used of findAll("[data-used]")) {
      const paragraphs = cited.get(used.dataset.used ?? "");
      const text = paragraphs ? `cited ${paragraphs.map((paragraph) => `¶${paragraph}`).join(", ")}` : "not cited";
      if (used.textContent !== text) used.textContent = text;
    }
    const key = [...cited.keys()].join();
    if (key !== sorted) sortChips(cited);
    sorted = key;
  };
  let sorted = "";
  rationale.addEventListener("input", mark);
  rationale.addEventListener("draft-restored", mark);
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-cite]", HTMLButtonElement);
    if (button) insert(rationale, `[${button.dataset.cite}]`);
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [, number] = /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? [];
    const button = number && find(`[data-cite="${number}"]`, HTMLButtonElement);
    if (!button || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    insert(rationale, `[${number}]`);
  });
}
