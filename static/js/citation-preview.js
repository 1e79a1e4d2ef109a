// Names the item that a citation refers to while the citation has the focus or the pointer: stance, title, and publisher, from the
// list of items on the same page. Escape closes it. Without this module, the citation is a link to the item.
import { find } from "./elements.js";

const DELAY = 150;
const tip = document.createElement("div");
tip.id = "citation-preview";
tip.className = "citation-preview";
tip.setAttribute("role", "tooltip");
tip.popover = "manual";
document.body.append(tip);

/** @type {HTMLAnchorElement | null} */
let shown = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let closing;

/** @param {EventTarget | null} target */
function citationAt(target) {
  const link = target instanceof Element ? target.closest('main a[href^="#evidence-"]') : null;
  return link instanceof HTMLAnchorElement ? link : null;
}

/** @param {HTMLAnchorElement} link */
function describe(link) {
  const item = document.getElementById(link.hash.slice(1));
  if (!item) return [];
  const parts = [".chip .sr-only", "[data-title]", "[data-publisher]"].map((part) => find(part, HTMLElement, item));
  return parts.flatMap((part) => part?.textContent?.replace(/\s+/g, " ").trim() || []);
}

function hide() {
  clearTimeout(closing);
  if (!shown) return;
  shown.removeAttribute("aria-describedby");
  shown = null;
  tip.hidePopover();
}

function hideSoon() {
  clearTimeout(closing);
  closing = setTimeout(hide, DELAY);
}

/** @param {HTMLAnchorElement} link */
function place(link) {
  const at = link.getBoundingClientRect();
  const size = tip.getBoundingClientRect();
  const below = at.bottom + size.height <= innerHeight;
  tip.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  tip.style.top = `${below ? at.bottom : at.top - size.height}px`;
}

/** @param {HTMLAnchorElement} link */
function show(link) {
  clearTimeout(closing);
  if (link === shown) return;
  hide();
  const parts = describe(link);
  if (!parts.length) return;
  tip.replaceChildren(
    ...parts.map((text) => {
      const line = document.createElement("bdi");
      line.textContent = text;
      return line;
    }),
  );
  shown = link;
  link.setAttribute("aria-describedby", tip.id);
  tip.showPopover();
  place(link);
}

for (const type of ["mouseover", "focusin"]) {
  document.addEventListener(type, (event) => {
    const link = citationAt(event.target);
    if (link) show(link);
  });
}
for (const type of ["mouseout", "focusout"]) {
  document.addEventListener(type, (event) => {
    if (citationAt(event.target)) hideSoon();
  });
}
tip.addEventListener("mouseenter", () => clearTimeout(closing));
tip.addEventListener("mouseleave", hideSoon);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
// A focus scrolls to the citation after the event, so scrolling moves the text instead of closing it.
document.addEventListener("scroll", () => shown && place(shown), { capture: true, passive: true });
