// Sorts the lists of claims and evidence in the order of the text when a row is inserted, removes duplicates, groups the claims of one
// sentence, and updates the count.
import { findAll, get } from "../elements.js";

/** @param {HTMLElement} row */
const startOf = (row) => Math.min(...(row.dataset.marks?.match(/\d+(?=-)/g) ?? [0]).map(Number));

/** @param {HTMLElement} list */
function sort(list) {
  const newest = new Map();
  for (const row of findAll(":scope > li", list)) {
    newest.get(row.id)?.remove();
    newest.set(row.id, row);
  }
  for (const row of findAll(":scope > li:not([data-placed])", list)) {
    row.dataset.placed = "";
    const start = startOf(row);
    const next = findAll(":scope > li", list).find((other) => other !== row && startOf(other) > start);
    if (next) next.before(row);
    else list.append(row);
  }
}

/** Move new rows to their positions. The server renders the initial list in order. */
export function sortLists() {
  for (const list of findAll("#claims, #passages")) {
    if (list.querySelector(":scope > [data-placed]")) sort(list);
    else for (const row of findAll(":scope > li", list)) row.dataset.placed = "";
  }
  for (const row of findAll("#claims > li")) {
    const previous = row.previousElementSibling;
    const isSame = previous instanceof HTMLElement && previous.dataset.sentence === row.dataset.sentence;
    row.classList.toggle("is-same-sentence", isSame);
  }
  const count = String(get("#claims", HTMLElement).children.length);
  for (const counter of findAll("[data-count], .desk-switch .count")) counter.textContent = count;
}
