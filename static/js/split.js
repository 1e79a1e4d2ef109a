// The movable line between the two columns of the desk. Adds role=separator to [data-split]'s middle child;
// dragged, or moved with the arrow keys; remembered for this browser. early.js sets the remembered width.
import { lasting } from "./storage.js";

const least = 25;
const most = 75;

function wire(frame) {
  const line = frame.querySelector(".desk-split");
  const first = line?.previousElementSibling;
  if (!first) return;
  line.setAttribute("role", "separator");
  line.setAttribute("aria-orientation", "vertical");
  line.setAttribute("aria-label", "Width of the article");
  line.setAttribute("aria-controls", first.id);
  line.setAttribute("aria-valuemin", least);
  line.setAttribute("aria-valuemax", most);
  line.tabIndex = 0;

  const measured = () => (first.getBoundingClientRect().width / frame.getBoundingClientRect().width) * 100;
  const say = (share) => {
    line.setAttribute("aria-valuenow", Math.round(share));
    line.setAttribute("aria-valuetext", `${Math.round(share)} percent`);
  };
  const place = (share, keep) => {
    const kept = Math.min(most, Math.max(least, share));
    document.documentElement.style.setProperty("--split", `${kept}%`);
    say(kept);
    if (keep) lasting.set("split", kept.toFixed(1));
  };
  say(measured() || 56);

  line.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    line.setPointerCapture(event.pointerId);
    line.dataset.moving = "";
  });
  line.addEventListener("pointermove", (event) => {
    if (!("moving" in line.dataset)) return;
    const { left, right, width } = frame.getBoundingClientRect();
    const isRtl = getComputedStyle(frame).direction === "rtl";
    place(((isRtl ? right - event.clientX : event.clientX - left) / width) * 100, false);
  });
  for (const end of ["pointerup", "pointercancel"]) {
    line.addEventListener(end, () => {
      if (!("moving" in line.dataset)) return;
      delete line.dataset.moving;
      place(measured(), true);
    });
  }
  line.addEventListener("dblclick", () => {
    document.documentElement.style.removeProperty("--split");
    lasting.set("split", null);
    say(measured());
  });
  line.addEventListener("keydown", (event) => {
    const isRtl = getComputedStyle(frame).direction === "rtl";
    const step = { ArrowLeft: isRtl ? 2 : -2, ArrowRight: isRtl ? -2 : 2, Home: -100, End: 100 }[event.key];
    if (!step) return;
    event.preventDefault();
    place(measured() + step, true);
  });
}

for (const frame of document.querySelectorAll("[data-split]")) wire(frame);
