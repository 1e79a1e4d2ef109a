// The divider between the two columns of the desk: people drag it, click the buttons on it, or move it with the arrow keys, and
// this browser remembers its position. Without script there is no divider. restore-split.js restores the position before the first paint.
import { find, findAll, plainButton } from "./elements.js";
import { lasting } from "./storage.js";

const smallest = 25; // percent
const largest = 75;
const initial = 52;
const clickStep = 5;

/** @param {HTMLElement} frame the element with data-split */
function attach(frame) {
  const divider = find(".desk-split", HTMLElement, frame);
  const first = divider?.previousElementSibling;
  if (!divider || !first) return;
  divider.setAttribute("role", "separator");
  divider.setAttribute("aria-orientation", "vertical");
  divider.setAttribute("aria-label", "Width of the article");
  divider.setAttribute("aria-controls", first.id);
  divider.setAttribute("aria-valuemin", String(smallest));
  divider.setAttribute("aria-valuemax", String(largest));
  divider.tabIndex = 0;

  const measure = () => (first.getBoundingClientRect().width / frame.getBoundingClientRect().width) * 100;
  const isRtl = () => getComputedStyle(frame).direction === "rtl";
  const report = (/** @type {number} */ percent) => {
    divider.setAttribute("aria-valuenow", String(Math.round(percent)));
    divider.setAttribute("aria-valuetext", `${Math.round(percent)} percent`);
  };
  const move = (/** @type {number} */ percent, { isFinal = false } = {}) => {
    const limited = Math.min(largest, Math.max(smallest, percent));
    document.documentElement.style.setProperty("--split", `${limited}%`);
    report(limited);
    if (isFinal) lasting.set("split", limited.toFixed(1));
  };
  report(measure() || initial);

  divider.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    divider.setPointerCapture(event.pointerId);
    divider.dataset.moving = "";
  });
  divider.addEventListener("pointermove", (event) => {
    if (!("moving" in divider.dataset)) return;
    const { left, right, width } = frame.getBoundingClientRect();
    move(((isRtl() ? right - event.clientX : event.clientX - left) / width) * 100);
  });
  for (const type of ["pointerup", "pointercancel"]) {
    divider.addEventListener(type, () => {
      if (!("moving" in divider.dataset)) return;
      delete divider.dataset.moving;
      move(measure(), { isFinal: true });
    });
  }
  // An alternative to dragging for people who cannot drag.
  const steps = document.createElement("div");
  steps.className = "desk-steps";
  for (const [label, symbol, sign] of /** @type {[string, string, 1 | -1][]} */ ([
    ["Narrower article", "‹", -1],
    ["Wider article", "›", 1],
  ])) {
    const button = plainButton(symbol, () => move(measure() + sign * clickStep, { isFinal: true }));
    button.setAttribute("aria-label", label);
    button.tabIndex = -1; // With the keyboard, the divider itself moves.
    steps.append(button);
  }
  divider.after(steps);

  divider.addEventListener("dblclick", () => {
    document.documentElement.style.removeProperty("--split");
    lasting.set("split", null);
    report(measure());
  });
  divider.addEventListener("keydown", (event) => {
    const left = isRtl() ? 2 : -2;
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: left, ArrowRight: -left, Home: -100, End: 100 };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    move(measure() + step, { isFinal: true });
  });
}

for (const frame of findAll("[data-split]")) attach(frame);
