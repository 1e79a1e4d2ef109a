// Sorts the lists of claims and evidence in the order of the text when a row is inserted, removes duplicates, groups the claims of one
// sentence, and updates the counts. A list in parts displays the rows of one part; its numbers and counts are those of all parts.
import { find, findAll, get } from "../elements.js";
import { listedClaims, sentenceNumbers } from "./marks.js";

/**
 * The claims that the counts above the list include.
 *
 * @type {Set<string> | undefined}
 */
let counted;

/** @param {HTMLElement} row */
const startOf = (row) => Math.min(...(row.dataset.marks?.match(/\d+(?=-)/g) ?? [0]).map(Number));

/**
 * Whether the words of a row belong to the part of the list that is displayed.
 *
 * @param {HTMLElement} row
 */
function isInPart(row) {
  const { begins, ends } = find("#list-part", HTMLElement)?.dataset ?? {};
  if (begins === undefined) return true;
  const start = startOf(row);
  return start >= Number(begins) && (!ends || start < Number(ends));
}

/** @param {Element} row */
const claimantOf = (row) => row.querySelector("[data-claimant] bdi")?.textContent;

/**
 * Move new rows to their positions. A new row of another part is removed: its marks are known, and selecting the claim requests its
 * part. The rows that the server rendered stay, because the words of two parts can begin at the same place.
 *
 * @param {HTMLElement} list
 */
function sort(list) {
  const newest = new Map();
  const listed = new Set();
  for (const row of findAll(":scope > li", list)) {
    const older = newest.get(row.id);
    const panel = older?.querySelector(":scope > .reading-chosen");
    if (panel) row.append(panel);
    if (older) listed.add(row.id);
    older?.remove();
    newest.set(row.id, row);
  }
  for (const row of findAll(":scope > li:not([data-placed])", list)) {
    if (list.id === "claims" && !listed.has(row.id) && !isInPart(row)) {
      const panel = row.querySelector(":scope > .reading-chosen");
      if (panel) list.after(panel);
      row.remove();
      continue;
    }
    row.dataset.placed = "";
    const start = startOf(row);
    const next = findAll(":scope > li", list).find((other) => other !== row && startOf(other) > start);
    if (next) next.before(row);
    else list.append(row);
  }
}

/** Move new rows to their positions. The server renders the initial list in order. */
export function sortLists() {
  const claims = listedClaims();
  const numbers = sentenceNumbers(claims);
  for (const list of findAll("#claims, #passages")) {
    if (list.querySelector(":scope > [data-placed]")) sort(list);
    else for (const row of findAll(":scope > li", list)) row.dataset.placed = "";
  }
  for (const row of findAll("#claims > li")) {
    const previous = row.previousElementSibling;
    const isSame = previous instanceof HTMLElement && previous.dataset.sentence === row.dataset.sentence;
    row.classList.toggle("is-same-sentence", isSame);
    row.classList.toggle("is-same-claimant", isSame && claimantOf(row) === claimantOf(previous));
    get("[data-pin]", HTMLElement, row).textContent = String(numbers.get(Number(row.dataset.sentence)));
  }
  updateCounts(claims);
}

/**
 * Add the claim of a saved form to the counts above the list, unless they include it. If the list contains all claims, their number
 * is known.
 *
 * @param {Map<string, ListedClaim>} claims
 */
function updateCounts(claims) {
  const { saved = "", counts = "" } = find("#saved > [data-saved]", HTMLElement)?.dataset ?? {};
  const added = counted && !counted.has(saved) ? counts.split(" ") : [];
  for (const counter of findAll("[data-count]")) {
    if (added.includes(counter.dataset.count ?? "")) counter.textContent = String(Number(counter.textContent) + 1);
  }
  counted = new Set([...(counted ?? []), ...claims.keys(), saved]);
  const isFiltered = Boolean(get("#claims", HTMLElement).dataset.only);
  const ofAll = findAll(isFiltered ? ".desk-switch .count" : '.desk-switch .count, [data-count="all"]');
  for (const counter of ofAll) counter.textContent = String(claims.size);
  for (const range of findAll(".reading-parts > [data-first]")) {
    const first = Number(range.dataset.first);
    range.textContent = `Claims ${first} to ${first + findAll("#claims > li").length - 1} of ${claims.size}`;
  }
}
