// While a form is being saved in place, it is read-only and visibly so: the response replaces it, and with it what a person entered
// meanwhile. The focus stays where it is, and links work. data-saving-scope: the element that is read-only together with the forms
// in it.
import { findAll } from "./elements.js";
import { announce } from "./focus.js";
import { fieldsOf } from "./form-fields.js";

const textFields = "textarea, input:not([type=hidden], [type=checkbox], [type=radio], [type=file], [type=submit], [type=button])";

/**
 * The forms that are being saved, with functions that make them editable again.
 * @type {Map<HTMLFormElement, () => void>}
 */
const held = new Map();

/** @type {WeakMap<HtmxContext, HTMLFormElement>} */
const formsOfRequests = new WeakMap();

/** Announce why a key does nothing. */
export const announceSaving = () => announce("Your input is still being saved. Wait a moment.");

/**
 * Make a form read-only until `release`.
 *
 * @param {HTMLFormElement} form
 */
export function hold(form) {
  if (held.has(form)) return;
  const scope = form.closest("[data-saving-scope]") ?? form;
  const fields = /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */ (findAll(textFields, scope)).filter(
    (field) => !field.readOnly,
  );
  const note = document.createElement("span");
  note.className = "saving-note";
  note.textContent = "Saving…";
  for (const field of fields) field.readOnly = true;
  scope.toggleAttribute("data-saving", true);
  (findAll(".actions", form).at(-1) ?? form).append(note);
  held.set(form, () => {
    for (const field of fields) field.readOnly = false;
    scope.removeAttribute("data-saving");
    note.remove();
  });
}

/** @param {HTMLFormElement} form */
export function release(form) {
  held.get(form)?.();
  held.delete(form);
}

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const form = ctx?.sourceElement?.closest("form");
  // Neither a search within a form nor a preview replaces it.
  if (!ctx || !form || ctx.request?.method === "GET" || ctx.sourceElement?.closest("[data-saves-nothing]")) return;
  if (!fieldsOf(form).length) return;
  formsOfRequests.set(ctx, form);
  hold(form);
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const form = ctx && formsOfRequests.get(ctx);
  if (form) release(form);
});

/**
 * Whether a key moves the focus, the cursor, or the page. An arrow also checks a radio button or chooses from a list.
 *
 * @param {KeyboardEvent} event
 */
function changesNothing({ key, ctrlKey, metaKey, altKey, target }) {
  if (ctrlKey || metaKey || altKey || /^(Tab|Shift|F\d+)$/.test(key)) return true;
  const chooses = target instanceof Element && target.matches("[role=combobox], select, input:not([readonly])");
  return /^(Arrow|Page|Home$|End$)/.test(key) && !chooses;
}

/** @param {Event} event */
const followsLink = (event) =>
  event.target instanceof Element &&
  event.target.closest("a[href]") !== null &&
  (event.type === "click" || (event instanceof KeyboardEvent && event.key === "Enter"));

for (const type of /** @type {const} */ (["keydown", "click", "submit"])) {
  const stop = (/** @type {Event} */ event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-saving]")) return;
    if (followsLink(event) || (event instanceof KeyboardEvent && changesNothing(event))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    announceSaving();
  };
  window.addEventListener(type, stop, { capture: true });
}
