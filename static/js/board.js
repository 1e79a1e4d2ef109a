// The evidence board: keys, dragging, and an item beside the board. Without this module, links open items as pages, and
// the buttons of the menus move them.
import { closest, find, findAll, isVisible } from "./elements.js";
import { openMenu } from "./item-menus.js";
import { onKey } from "./keys.js";
import { afterSwap, onSwap } from "./swap.js";

const beside = find("#beside", HTMLElement);
const isWide = matchMedia("(width >= 64rem)");
/** The id of the row whose item is open beside the board. */
let opened = "";

const links = () => findAll("#board a[data-open]");

/** @returns {HTMLElement | null} */
const currentRow = () => document.activeElement?.closest("[data-item]") ?? null;

/** @param {1 | -1} step */
function move(step) {
  const all = links();
  const link = currentRow()?.querySelector("a[data-open]");
  const current = link instanceof HTMLElement ? all.indexOf(link) : -1;
  const outside = step > 0 ? 0 : all.length - 1;
  const next = all[current < 0 ? outside : Math.min(all.length - 1, Math.max(0, current + step))];
  next?.focus();
  next?.closest("[data-item]")?.scrollIntoView({ block: "nearest" });
}

/** Close the item beside the board; the focus returns to its row. */
function closeBeside() {
  if (!beside?.firstElementChild) return;
  beside.replaceChildren();
  const row = document.getElementById(opened);
  opened = "";
  if (row) find("a[data-open]", HTMLElement, row)?.focus();
}

document.addEventListener("click", (event) => {
  if (closest(event, "[data-close-beside]", HTMLButtonElement)) {
    closeBeside();
    return;
  }
  const link = closest(event, "#board a[data-open]", HTMLAnchorElement);
  if (!link || !beside || !isWide.matches || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  opened = link.closest("[data-item]")?.id ?? "";
  htmx.ajax("GET", link.href, { source: beside, target: beside, swap: "innerHTML" });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  closeBeside();
});

afterSwap(({ detail: { ctx } }) => {
  for (const button of findAll("[data-close-beside][hidden]")) button.hidden = false;
  const target = ctx?.target instanceof Element ? ctx.target : null;
  if (target === beside) find("[data-quote]", HTMLElement, beside ?? document)?.scrollIntoView({ block: "center" });
});

/** The item that is being dragged. @type {HTMLElement | null} */
let dragged = null;

/** @param {DragEvent} event */
function placeUnder(event) {
  const place = closest(event, "[data-drop]", HTMLElement);
  return dragged && place && placeOf(dragged) !== place.dataset.drop ? place : null;
}

/** @param {Element} row */
const placeOf = (row) => row.closest("[data-drop]")?.getAttribute("data-drop");

/** @param {HTMLElement | null} place */
function highlight(place) {
  for (const other of findAll("[data-over]")) if (other !== place) delete other.dataset.over;
  if (place) place.dataset.over = "";
}

/**
 * Move an item with the form of its menu.
 *
 * @param {Element} row
 * @param {string} to
 */
function submitMove(row, to) {
  const form = find(".menu-box form", HTMLFormElement, row);
  if (!form) return;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "to";
  field.value = to;
  form.append(field);
  form.requestSubmit();
  field.remove();
}

onSwap("#board [data-item]", (row) => {
  if (!row.querySelector(".menu-box form")) return;
  row.draggable = true;
  row.addEventListener("dragstart", (event) => {
    dragged = row;
    row.dataset.dragging = "";
    event.dataTransfer?.setData("text/plain", row.querySelector("a[data-open]")?.textContent ?? "");
    if (event.dataTransfer) event.dataTransfer.effectAllowed = "move";
  });
  row.addEventListener("dragend", () => {
    dragged = null;
    delete row.dataset.dragging;
    highlight(null);
  });
});

document.addEventListener("dragover", (event) => {
  const place = placeUnder(event);
  if (place) event.preventDefault();
  highlight(place);
});

document.addEventListener("drop", (event) => {
  const place = placeUnder(event);
  if (!place || !dragged) return;
  event.preventDefault();
  submitMove(dragged, place.dataset.drop ?? "");
});

/**
 * Move the item with the focus to a side. On that side already, it stays in its set.
 *
 * @param {string} stance
 */
function moveToSide(stance) {
  const row = currentRow();
  if (row && placeOf(row)?.split(" ")[0] !== stance) submitMove(row, stance);
}

function undo() {
  findAll('[data-key="z"]').find(isVisible)?.click();
}

onKey("j", "Next item", () => move(1));
onKey("k", "Previous item", () => move(-1));
if (find("#board .item-menu", HTMLElement)) {
  onKey("+", "Move the item to supports", () => moveToSide("supports"));
  onKey("-", "Move the item to contradicts", () => moveToSide("contradicts"));
  onKey(".", "Move the item to context", () => moveToSide("context"));
  onKey("m", "Open the menu of the item: sets, edit, withdraw", () => openMenu(currentRow()));
  onKey("z", "Undo the last move", undo);
}
