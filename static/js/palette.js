// Ctrl/⌘ K: a search field over the page, with the acts and places of this page below it. The link it starts from
// leads to the same search without script.
import { wordsOf } from "./keys.js";

const palette = document.getElementById("palette");
const field = palette?.querySelector("input[type=search]");
const list = document.getElementById("palette-acts");

const isSeen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;

function row(element) {
  const item = document.createElement("li");
  const act = document.createElement(element.href ? "a" : "button");
  if (element.href) act.href = element.href;
  else act.type = "button";
  act.textContent = wordsOf(element);
  if (element.dataset.key) {
    const cap = document.createElement("kbd");
    cap.textContent = element.dataset.key;
    act.append(cap);
  }
  if (!element.href) {
    act.addEventListener("click", () => {
      palette.close();
      element.focus();
      if (!element.matches("input, select, textarea")) element.click();
    });
  }
  item.append(act);
  return item;
}

function fill() {
  const acts = [...document.querySelectorAll(".bar-nav a, [data-key]")].filter((one) => isSeen(one));
  list.replaceChildren(...acts.filter((one) => wordsOf(one)).map((one) => row(one)));
}

function narrow() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const item of list.children) {
    const text = item.textContent.toLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
  }
}

function open() {
  if (palette.open) return;
  fill();
  narrow();
  palette.showModal();
  field.select();
}

if (palette) {
  const cap = document.querySelector("[data-palette] kbd");
  if (cap && /Mac|iP(hone|ad)/.test(navigator.platform)) cap.textContent = "⌘ K";
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
    const link = event.target.closest?.("[data-palette]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  field.addEventListener("input", narrow);
  palette.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [field, ...palette.querySelectorAll("li:not([hidden]) > *")];
    const at = stops.indexOf(document.activeElement);
    event.preventDefault();
    stops[(at + (event.key === "ArrowDown" ? 1 : stops.length - 1)) % stops.length].focus();
  });
}
