// A response that leads to another screen (HX-Location) becomes a plain navigation, so that the new page starts with fresh
// scripts, focus and history.
import { expectNavigation } from "./navigation.js";

/**
 * Navigate to a path of this site.
 *
 * @param {string} path with query and fragment
 */
export function followLocation(path) {
  const current = location.pathname + location.search;
  expectNavigation();
  location.assign(path);
  // Assigning the current page with a fragment only scrolls.
  if (path.includes("#") && path.split("#")[0] === current) location.reload();
}

document.addEventListener("htmx:after:request", (event) => {
  const path = event.detail.ctx?.hx?.location;
  if (!path?.startsWith("/") || path.startsWith("//")) return;
  event.preventDefault();
  // After the other listeners, which remove the draft of the saved form first.
  setTimeout(() => followLocation(path));
});
