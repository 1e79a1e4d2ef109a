// Inserts citations of evidence into the rationale, and marks the items that it does not cite. A button with data-cite="2" inserts
// "[2]" at the cursor, and so does Alt+2 while a person types. Without this module, people type the numbers, and the server marks the items when the page is rendered.
import { closest, find, findAll } from "./elements.js";

const citation = /\[(?: ?[1-9][0-9]{0,2} ?,)* ?[1-9][0-9]{0,2} ?\](?!\()/g;

/** @param {string} text */
function citedNumbers(text) {
  return new Set([...text.matchAll(citation)].flatMap(([match]) => match.match(/[0-9]+/g) ?? []));
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

const rationale = find("textarea[name=rationale]", HTMLTextAreaElement);

if (rationale) {
  for (const hint of findAll(".cite-hint")) hint.hidden = false;
  for (const button of findAll("[data-cite]")) button.hidden = false;
  const mark = () => {
    const cited = citedNumbers(rationale.value);
    for (const tag of findAll("[data-uncited]")) tag.hidden = cited.has(tag.dataset.uncited ?? "");
  };
  mark();
  rationale.addEventListener("input", mark);
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

// In one column, the list would separate the rating from the rationale, so it is folded until somebody opens it.
const narrow = matchMedia("(width < 64rem)");
const fold = () => {
  for (const details of findAll("[data-fold-narrow]")) if (details instanceof HTMLDetailsElement) details.open = !narrow.matches;
};
fold();
narrow.addEventListener("change", fold);
