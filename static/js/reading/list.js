// Keeps the list of claims in the order of the text when a row arrives: an older row of the same claim goes, the number follows.

const first = (row) => Math.min(...(row.dataset.marks.match(/\d+(?=-)/g) ?? [0]).map(Number));

function settle(list) {
  const newest = new Map();
  for (const row of list.children) {
    newest.get(row.id)?.remove();
    newest.set(row.id, row);
  }
  const arrived = [...list.children].filter((row) => !("placed" in row.dataset));
  for (const row of arrived) {
    row.dataset.placed = "";
    const start = first(row);
    const next = [...list.children].find((other) => other !== row && first(other) > start);
    if (next) next.before(row);
    else list.append(row);
  }
}

/** Bring both lists in order; true where something arrived. */
export function settleLists() {
  let isNew = false;
  for (const list of document.querySelectorAll("#claims, #passages")) {
    if (!list.querySelector(":scope > li:not([data-placed])")) continue;
    isNew = true;
    if (!list.querySelector(":scope > [data-placed]")) for (const row of list.children) row.dataset.placed = "";
    else settle(list);
  }
  const count = document.getElementById("claims").children.length;
  for (const place of document.querySelectorAll("[data-count], .desk-switch .count")) place.textContent = count;
  return isNew;
}
