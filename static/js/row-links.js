// A click anywhere in a row with data-row-link follows the link of its statement, unless the person has selected text in the row.
// The link itself is an ordinary link; without this module, the style sheet extends it over the row.
import { closest, find } from "./elements.js";

const STATEMENT = "a.claim-statement";
const CONTROLS = "a, button, input, select, textarea, label, summary";

// Enter on the link follows it even if text is selected. The `detail` of a click does not tell: after dragging, it is 0 as well.
let isPointer = false;
addEventListener("pointerdown", () => (isPointer = true), { capture: true });
addEventListener("keydown", () => (isPointer = false), { capture: true });

/** @param {HTMLElement} row */
function hasSelection(row) {
  const selection = getSelection();
  return isPointer && selection !== null && !selection.isCollapsed && selection.containsNode(row, true);
}

/**
 * The row of a click, and its link.
 *
 * @param {MouseEvent} event
 */
function targetOf(event) {
  const row = closest(event, "[data-row-link]", HTMLElement);
  const link = row && find(STATEMENT, HTMLAnchorElement, row);
  return row && link ? { row, link } : null;
}

document.addEventListener("click", (event) => {
  const target = targetOf(event);
  if (!target || event.defaultPrevented || event.button !== 0) return;
  const control = closest(event, CONTROLS, HTMLElement);
  if (control && control !== target.link) return;
  if (hasSelection(target.row)) event.preventDefault();
  else if (!control) {
    // with the same modifier keys, so that Ctrl or ⌘ opens another tab
    const { ctrlKey, metaKey, shiftKey, altKey } = event;
    target.link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey, altKey }));
  }
});

// the middle button opens another tab, as it does on a link
document.addEventListener("auxclick", (event) => {
  const target = targetOf(event);
  if (!target || event.button !== 1 || closest(event, CONTROLS, HTMLElement)) return;
  event.preventDefault();
  open(target.link.href, "_blank", "noopener");
});
