// Keeps the keyboard focus when htmx replaces a fragment, and announces changes to screen readers.
// data-focus: the element takes the focus when it is inserted, with the page or with a fragment.
// data-announce="Evidence added.": this text is announced when the element is inserted.
import { find, findAll } from "./elements.js";
import { afterSwap } from "./swap.js";

const liveRegion = document.getElementById("announce");
const CLEAR_AFTER = 5_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let clearing;

/**
 * The focused element before a swap, with what identifies its replacement: `ids` are those of the elements around it.
 *
 * @type {{ active: Element, id: string, name: string | null, href: string | null, ids: string[] } | null}
 */
let before = null;

/**
 * Announce a sentence to screen readers, politely.
 *
 * @param {string | undefined} text
 */
export function announce(text) {
  if (!liveRegion || !text) return;
  liveRegion.textContent = "";
  // Screen readers ignore a region that is set to the text it already has, so it is empty for a moment.
  setTimeout(() => {
    liveRegion.textContent = text;
  }, 50);
  // Without this, a person who reads the page would find the text a second time, at its end.
  clearTimeout(clearing);
  clearing = setTimeout(() => {
    liveRegion.textContent = "";
  }, CLEAR_AFTER);
}

/**
 * Move the focus to an element, even to one that is not focusable by itself.
 *
 * @param {HTMLElement | null | undefined} element
 * @returns {boolean} whether the element has the focus now
 */
export function focusOn(element) {
  if (!element) return false;
  element.focus();
  if (document.activeElement !== element) {
    element.tabIndex = -1;
    element.focus();
  }
  return document.activeElement === element;
}

function rememberFocus() {
  const active = document.activeElement;
  if (!active || active === document.body) return;
  const ids = [];
  for (let around = active.closest("[id]"); around; around = around.parentElement?.closest("[id]") ?? null) ids.push(around.id);
  before = { active, id: active.id, name: active.getAttribute("name"), href: active.getAttribute("href"), ids };
}

function restoreFocus() {
  if (!before || before.active.isConnected) return;
  const { id, name, href, ids } = before;
  before = null;
  if (document.activeElement && document.activeElement !== document.body) return;
  if (id && focusOn(document.getElementById(id))) return;
  for (const around of ids) {
    const container = document.getElementById(around);
    if (!container) continue;
    const replacement =
      (name && find(`[name="${CSS.escape(name)}"]:not([type=hidden])`, HTMLElement, container)) ||
      (href && find(`a[href="${CSS.escape(href)}"]`, HTMLElement, container));
    if (replacement && focusOn(replacement)) return;
    if (focusOn(find("h1, h2, h3, h4", HTMLElement, container) ?? container)) return;
  }
  focusOn(document.getElementById("main"));
}

/** Focus and announce new elements. Attributes mark handled elements, because a morphing swap keeps an element and resets others. */
function handleNewElements() {
  const focusable = findAll("[data-focus]:not([data-focused])");
  for (const element of focusable) element.dataset.focused = "";
  focusOn(focusable[0]);
  const announced = findAll("[data-announce]:not([hidden])");
  const texts = announced.map((element) => element.dataset.announce);
  for (const element of announced) element.removeAttribute("data-announce");
  announce(texts.join(" "));
}

document.addEventListener("htmx:before:swap", rememberFocus);
afterSwap(() => {
  restoreFocus();
  handleNewElements();
});
document.addEventListener("announce", (event) => announce(event.detail.text));
handleNewElements();
