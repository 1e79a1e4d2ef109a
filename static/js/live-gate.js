// Updates the evidence gate while a person writes: posts the unsaved form with check=1, which saves nothing, and replaces the strip.
// A failed check changes nothing on the page, because nobody asked for it; the gate is computed again when the text is saved.
import { find } from "./elements.js";
import { announce } from "./focus.js";
import { scanPage } from "./swap.js";

const DELAY = 800;
const form = find("#verdict-form", HTMLFormElement);
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** @type {AbortController | undefined} */
let running;

/** @param {HTMLFormElement} form */
async function check(form) {
  running?.abort();
  running = new AbortController();
  const data = new FormData(form);
  data.set("check", "1");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: data,
      signal: running.signal,
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "text/html", "HX-Request": "true" },
    });
    if (response.status === 200) show(await response.text());
  } catch {
    // no connection, or a newer check
  }
}

/** @param {string} html */
function show(html) {
  const strip = new DOMParser().parseFromString(html, "text/html").getElementById("gate");
  const old = document.getElementById("gate");
  if (!strip || !old || old.contains(document.activeElement)) return;
  const isOpen = old.querySelector("details")?.open ?? false;
  const folded = strip.querySelector("details");
  if (folded) folded.open = isOpen;
  old.replaceWith(strip);
  scanPage();
  if (strip.dataset.count !== old.dataset.count) announce(`Evidence gate: ${strip.dataset.count}.`);
}

if (form) {
  const schedule = (/** @type {Event} */ event) => {
    const field = event.target;
    if (!(field instanceof HTMLElement) || !("form" in field) || field.form !== form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => check(form), DELAY);
  };
  document.addEventListener("input", schedule);
  document.addEventListener("change", schedule);
}
