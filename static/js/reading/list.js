// Sorts the lists of claims and evidence in the order of the text when a row is inserted, removes duplicates, groups the claims of one
// sentence, and updates the count.
import { findAll, get } from "../elements.js";

/** @param {HTMLElement} row */
const startOf = (row) => Math.min(...(row.dataset.marks?.match(/\d+(?=-)/g) ?? [0]).map(Number));

/** @param {Element} row */
const claimantOf = (row) => row.querySelector("[data-claimant] bdi")?.textContent;

/** @param {HTMLElement} list */
function sort(list) {
  const newest = new Map();
  for (const row of findAll(":scope > li", list)) {
    const older = newest.get(row.id);
    const panel = older?.querySelector(":scope > .reading-chosen");
    if (panel) row.append(panel);
    older?.remove();
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
  let number = 0;
  for (const row of findAll("#claims > li")) {
    const previous = row.previousElementSibling;
    const isSame = previous instanceof HTMLElement && previous.dataset.sentence === row.dataset.sentence;
    row.classList.toggle("is-same-sentence", isSame);
    row.classList.toggle("is-same-claimant", isSame && claimantOf(row) === claimantOf(previous));
    if (!isSame) number += 1;
    get("[data-pin]", HTMLElement, row).textContent = String(number);
  }
  const list = get("#claims", HTMLElement);
  if (list.dataset.only) return; // the counts are those of all claims
  const count = String(list.children.length);
  for (const counter of findAll("[data-count], .desk-switch .count")) counter.textContent = count;
}
