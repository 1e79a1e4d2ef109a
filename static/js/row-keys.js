// j and k move the focus through the rows of a list with data-rows; Enter follows the focused link.
import { findAll } from "./elements.js";
import { onKey } from "./keys.js";

const links = () => findAll("[data-rows] > li a.claim-statement");

/** @param {1 | -1} step */
function move(step) {
  const all = links();
  const current = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const outside = step > 0 ? 0 : all.length - 1;
  const next = all[current < 0 ? outside : Math.min(all.length - 1, Math.max(0, current + step))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

if (links().length) {
  onKey("j", "Next row", () => move(1));
  onKey("k", "Previous row", () => move(-1));
}
