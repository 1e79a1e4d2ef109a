// Distinguishes a navigation within Factcheck from closing the tab. Browsers send the same `beforeunload` event for both.
import { closest } from "./elements.js";

const navigationTimeout = 1000; // ms between a click and the event

let expectedUntil = 0;

/** Record that this page is about to navigate to another page of Factcheck. */
export function expectNavigation() {
  expectedUntil = performance.now() + navigationTimeout;
}

export const isNavigationExpected = () => performance.now() < expectedUntil;

// On the window, so that all other listeners can prevent the navigation first.
window.addEventListener("click", (event) => {
  const link = closest(event, "a[href]", HTMLAnchorElement);
  if (!link || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target || link.hasAttribute("download")) return;
  if (link.origin === location.origin) expectNavigation();
});
window.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) expectNavigation();
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx?.hx?.location || ctx?.hx?.redirect) expectNavigation();
});
