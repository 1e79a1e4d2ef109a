// Tracks which fields of a form contain input of a person, and whether that input is saved.
import { findAll } from "./elements.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

// Excludes hidden fields, which determine what a form changes; passwords and one-time codes; and files, which scripts cannot restore.
const restorable = `textarea, select, input:not([type=hidden], [type=password], [type=file], [type=submit], [type=button],
  [type=search], [autocomplete="one-time-code"])`;

/** @type {WeakSet<HTMLFormElement>} */
const edited = new WeakSet();
/** @type {WeakSet<HTMLFormElement>} */
const returned = new WeakSet();
/** @type {WeakSet<HTMLFormElement>} */
const saved = new WeakSet();

/**
 * Return the fields whose input can be stored and restored.
 *
 * @param {HTMLFormElement} form
 * @returns {Field[]}
 */
export function fieldsOf(form) {
  const fields = /** @type {Field[]} */ ([...form.elements].filter((field) => field.matches(restorable)));
  return fields.filter((field) => field.name);
}

/**
 * Return the names of the selected files.
 *
 * @param {HTMLFormElement} form
 */
export function fileNames(form) {
  const inputs = [...form.elements].filter((field) => field instanceof HTMLInputElement);
  return inputs.flatMap((input) => [...(input.files ?? [])].map((file) => file.name));
}

/** @param {Field} field */
export function isCheckable(field) {
  return field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio");
}

/** @param {Field} field */
function isChanged(field) {
  if (field instanceof HTMLSelectElement) {
    const defaults = [...field.options].map((option) => option.defaultSelected);
    // A select without a default shows its first option.
    if (!field.multiple && !defaults.includes(true)) return field.selectedIndex > 0;
    return [...field.options].some((option, index) => option.selected !== defaults[index]);
  }
  if (field instanceof HTMLInputElement && isCheckable(field)) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}

/**
 * Whether the server returned the form with the input of the person, because it did not save it.
 *
 * @param {HTMLFormElement} form
 */
export function isReturned(form) {
  const errors = '.summary, [aria-invalid="true"]';
  return !saved.has(form) && (returned.has(form) || "unsaved" in form.dataset || form.querySelector(errors) !== null);
}

/**
 * Whether the form contains anything that is not saved, whether a person or a script entered it.
 *
 * @param {HTMLFormElement} form
 */
export function isUnsaved(form) {
  return !saved.has(form) && (isReturned(form) || fieldsOf(form).some(isChanged) || fileNames(form).length > 0);
}

/**
 * Whether a field of the form has a value. A form that was submitted empty contains nothing that could be lost.
 *
 * @param {HTMLFormElement} form
 */
function hasInput(form) {
  return fieldsOf(form).some((field) => {
    if (field instanceof HTMLInputElement && isCheckable(field)) return field.checked;
    return field instanceof HTMLSelectElement ? field.selectedIndex > 0 : field.value.trim() !== "";
  });
}

/** @param {HTMLFormElement} form */
export const isEdited = (form) => edited.has(form);

/**
 * Record that the form contains input of a person, not only suggestions of a script.
 *
 * @param {HTMLFormElement} form
 */
export function markEdited(form) {
  edited.add(form);
  saved.delete(form);
}

/**
 * Record that the server returned the form, if the form itself does not indicate it.
 *
 * @param {HTMLFormElement} form
 */
export const markReturned = (form) => returned.add(form);

/** @param {HTMLFormElement} form */
export function markSaved(form) {
  edited.delete(form);
  saved.add(form);
}

/**
 * List the forms on the page with input of a person that is not saved.
 *
 * @returns {HTMLFormElement[]}
 */
export function formsWithUnsavedInput() {
  const forms = /** @type {HTMLFormElement[]} */ (findAll('form[method="post"]'));
  return forms.filter((form) => (isReturned(form) && hasInput(form)) || (isEdited(form) && isUnsaved(form)));
}

/** @type {((form: HTMLFormElement) => void)[]} */
const callbacks = [];

/**
 * Run a function each time a person changes a field of a form.
 *
 * @param {(form: HTMLFormElement) => void} callback
 */
export const onEdit = (callback) => callbacks.push(callback);

for (const type of ["input", "change"]) {
  document.addEventListener(type, ({ target }) => {
    const form = target && "form" in target ? target.form : null;
    if (!(form instanceof HTMLFormElement)) return;
    // The text of a search is never saved, so a search within a form does not edit the form.
    if (target instanceof HTMLInputElement && target.type === "search") return;
    markEdited(form);
    for (const callback of callbacks) callback(form);
  });
}
