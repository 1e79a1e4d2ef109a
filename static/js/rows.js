// j and k go through the rows of a list marked data-rows; Enter opens the one that has the focus.
import { onKey } from "./keys.js";

const links = () => [...document.querySelectorAll("[data-rows] > li a.claim-statement")];

function step(by) {
  const all = links();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  all[next].focus();
  all[next].scrollIntoView({ block: "nearest" });
}

if (links().length) {
  onKey("j", "Next row", () => step(1));
  onKey("k", "Row before", () => step(-1));
}
