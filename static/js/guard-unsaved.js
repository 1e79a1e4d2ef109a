// Prevents the loss of unsaved input in two cases.
// Closing the tab asks for confirmation first while a form contains unsaved input. A navigation within Factcheck asks only about
// input that is not stored as a draft, such as a selected file.
// form[data-waits-for="id of another form"] uses the saved version, so it is not submitted while the other form contains unsaved
// input; its [data-waiting] line explains this and takes the focus. Without script, the form is submitted, as its text explains.

import { isStored } from "./draft.js";
import { find } from "./elements.js";
import { formsWithUnsavedInput, isUnsaved, onEdit } from "./form-fields.js";
import { isNavigationExpected } from "./navigation.js";
import { hasStopped } from "./unsaved-store.js";

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const other = document.getElementById(form.dataset.waitsFor ?? "");
    const explanation = find("[data-waiting]", HTMLElement, form);
    if (!(other instanceof HTMLFormElement) || !explanation) return;
    const isWaiting = isUnsaved(other);
    explanation.hidden = !isWaiting;
    if (!isWaiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    explanation.focus();
  },
  true,
);

/**
 * Forms that are being submitted.
 * @type {WeakSet<HTMLFormElement>}
 */
const submitted = new WeakSet();

window.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement && !event.defaultPrevented) submitted.add(event.target);
});
onEdit((form) => submitted.delete(form));
window.addEventListener("beforeunload", (event) => {
  if (hasStopped()) return;
  const unsaved = formsWithUnsavedInput().filter((form) => !submitted.has(form));
  if (unsaved.some((form) => !isNavigationExpected() || !isStored(form))) event.preventDefault();
});
