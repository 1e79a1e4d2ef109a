// Updates the evidence gate while a person writes: posts the unsaved form with check=1, which saves nothing, and replaces the strip. A line that becomes missing links to
// the field for a written exception, which the page already contains.
// A failed check changes nothing on the page, because nobody asked for it; the gate is computed again when the text is saved.
import { closest, find, findAll } from "./elements.js";
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

/** Display the fields for written exceptions to which the strip links. */
function revealExceptions() {
  for (const link of findAll("[data-exception-link]")) {
    if (link instanceof HTMLAnchorElement) reveal(link.hash.slice(1));
  }
}

/**
 * A hidden field is disabled, so that a form without it sends no exception to a line that is met.
 *
 * @param {string} id of the text area
 */
function reveal(id) {
  const field = find(`fieldset[data-exception="${CSS.escape(id)}"]`, HTMLFieldSetElement);
  if (!field) return;
  field.hidden = field.disabled = false;
  const fold = field.closest("details");
  if (fold) fold.hidden = false;
}

document.addEventListener("click", (event) => {
  const link = closest(event, "[data-exception-link]", HTMLAnchorElement);
  const target = link && document.getElementById(link.hash.slice(1));
  if (!link || !target) return;
  event.preventDefault();
  reveal(target.id);
  const fold = target.closest("details");
  if (fold) fold.open = true;
  target.focus();
});
document.addEventListener(
  "draft-restored",
  ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.value) reveal(target.id);
  },
  { capture: true },
);

/** @param {string} html */
function show(html) {
  const strip = new DOMParser().parseFromString(html, "text/html").getElementById("gate");
  const old = document.getElementById("gate");
  if (!strip || !old || old.contains(document.activeElement)) return;
  for (const name of ["gate-all", "gate-rest"]) {
    const fold = find(`.${name}`, HTMLDetailsElement, strip);
    if (fold) fold.open = find(`.${name}`, HTMLDetailsElement, old)?.open ?? false;
  }
  old.replaceWith(strip);
  scanPage();
  revealExceptions();
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
