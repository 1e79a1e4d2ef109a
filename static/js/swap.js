// Attaches behavior to elements: once when the page loads, and to new elements after htmx swapped a fragment in.
import { findAll } from "./elements.js";

/** @type {(() => void)[]} */
const scans = [];
/** @type {((event: CustomEvent<HtmxDetail>) => void)[]} */
const followUps = [];

/**
 * Run `attach` once for each element that matches the selector: now, and after each swap for elements that arrived with it.
 *
 * @param {string} selector
 * @param {(element: HTMLElement) => void} attach
 */
export function onSwap(selector, attach) {
  const attached = new WeakSet();
  const scan = () => {
    for (const element of findAll(selector)) {
      if (attached.has(element)) continue;
      attached.add(element);
      attach(element);
    }
  };
  scan();
  scans.push(scan);
}

/**
 * Run `act` after each swap, for work that concerns the page as a whole. All elements have been attached by then.
 *
 * @param {(event: CustomEvent<HtmxDetail>) => void} act
 */
export function afterSwap(act) {
  followUps.push(act);
}

/** Attach to new elements. A module that inserts a part of a page without htmx calls this. */
export function scanPage() {
  for (const scan of scans) scan();
}

document.addEventListener("htmx:after:swap", (event) => {
  scanPage();
  for (const act of followUps) act(event);
});
