// Attaches behavior to elements: once when the page loads, and to new elements after htmx swapped a fragment in.
import { findAll } from "./elements.js";

/** @type {(() => void)[]} */
const scans = [];
/** @type {((event: CustomEvent<HtmxDetail>) => void)[]} */
const callbacks = [];

/**
 * Run `attach` once for each element that matches the selector: now, and after each swap for new elements.
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
 * Run `callback` after each swap, for work that concerns the whole page. All elements have been attached by then.
 *
 * @param {(event: CustomEvent<HtmxDetail>) => void} callback
 */
export function afterSwap(callback) {
  callbacks.push(callback);
}

/** Attach to new elements. Modules that insert part of a page without htmx call this function. */
export function scanPage() {
  for (const scan of scans) scan();
}

document.addEventListener("htmx:after:swap", (event) => {
  scanPage();
  for (const callback of callbacks) callback(event);
});
