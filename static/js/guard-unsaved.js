// Prevents the loss of unsaved input: closing the tab asks for confirmation first while a form contains unsaved input. A navigation
// within Factcheck asks only about input that is not stored as a draft, such as a selected file.

import { isStored } from "./draft.js";
import { formsWithUnsavedInput, onEdit } from "./form-fields.js";
import { isNavigationExpected } from "./navigation.js";
import { hasStopped } from "./unsaved-store.js";

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
