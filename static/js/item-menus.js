// The menu of an evidence item: the arrow keys move between its entries, and a click elsewhere and Escape close it. Without this
// module, each menu opens and closes by itself.
import { closest, find, findAll } from "./elements.js";

/**
 * Open the menu in a row, with the focus on its first entry.
 *
 * @param {Element | null} row
 */
export function openMenu(row) {
  const menu = row && find("details.item-menu", HTMLDetailsElement, row);
  if (!menu) return;
  menu.open = true;
  find("button, a", HTMLElement, menu)?.focus();
}

/** @returns {boolean} whether a menu was open */
export function closeMenus() {
  const menus = findAll("details.item-menu[open]");
  for (const menu of menus) {
    if (!(menu instanceof HTMLDetailsElement)) continue;
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) find("summary", HTMLElement, menu)?.focus();
  }
  return menus.length > 0;
}

/**
 * Move the focus to the next or previous entry of a menu, which opens if it is closed.
 *
 * @param {HTMLDetailsElement} menu
 * @param {1 | -1} step
 */
function moveFocus(menu, step) {
  menu.open = true;
  const entries = [...menu.querySelectorAll("button, a")].filter((entry) => entry instanceof HTMLElement);
  const at = entries.findIndex((entry) => entry === document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : entries.length - 1) : (at + step + entries.length) % entries.length;
  entries[next]?.focus();
}

document.addEventListener("click", (event) => {
  const inMenu = closest(event, "details.item-menu", HTMLDetailsElement);
  for (const menu of findAll("details.item-menu[open]")) {
    if (menu !== inMenu && menu instanceof HTMLDetailsElement) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented && closeMenus()) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const menu = closest(event, "details.item-menu", HTMLDetailsElement);
  if (!menu || !step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  moveFocus(menu, step);
});
