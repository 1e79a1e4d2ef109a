// Stores what a person enters into a form with data-draft="name" until it is saved, and restores it in the form: after a crash, a
// closed tab, an expired session, or an error. See owner.js for the lifetime of drafts.
//
// A submitted draft counts as saved if the response redirected to a page of the desk that does not show the form with errors. A page
// that was opened in any other way proves nothing, because the server may have been down. Error pages and the sign-in page prove
// nothing either (their body has no data-settles-drafts). In these cases, the draft counts as not submitted.
import { findAll, openFolds, plainButton } from "./elements.js";
import {
  fieldsOf,
  fileNames,
  isCheckable,
  isReturned,
  isUnsaved,
  markEdited,
  markReturned,
  markSaved,
  onEdit,
} from "./form-fields.js";
import "./owner.js";
import { onSwap } from "./swap.js";
import * as store from "./unsaved-store.js";

/** @import { Field } from "./form-fields.js" */
/** @typedef {string | string[] | [value: string, isChecked: boolean][]} Value of a text field, a multiple select, or checkboxes */
/**
 * @typedef {object} Draft
 * @property {Record<string, Value>} values by name of the field
 * @property {boolean} isSent whether the form was submitted and no response has arrived
 * @property {string} [version] the version of the row that the person saw
 * @property {string[]} [files] names of the files that were selected
 * @property {Record<string, string>} [presets] what the address of the page set, by name of the field
 */

/**
 * The version of the row that the server rendered.
 * @type {WeakMap<HTMLFormElement, string | undefined>}
 */
const renderedVersions = new WeakMap();

/**
 * The key contains the URL path of the form, because an article and a claim can have the same id.
 *
 * @param {HTMLFormElement} form
 */
const keyOf = (form) => `draft.${form.dataset.draft}@${pathOf(form)}`;

/** @param {HTMLFormElement} form */
const pathOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;

/** @param {HTMLFormElement} form */
function versionField(form) {
  const field = form.elements.namedItem("version");
  return field instanceof HTMLInputElement && field.type === "hidden" ? field : null;
}

/** @param {HTMLFormElement} form */
function valuesOf(form) {
  /** @type {Draft["values"]} */
  const values = {};
  for (const field of fieldsOf(form)) {
    if (field instanceof HTMLInputElement && isCheckable(field)) {
      const others = /** @type {[string, boolean][]} */ (values[field.name] ?? []);
      values[field.name] = [...others, [field.value, field.checked]];
    } else if (field instanceof HTMLSelectElement && field.multiple) {
      values[field.name] = [...field.selectedOptions].map((option) => option.value);
    } else values[field.name] = field.value;
  }
  return values;
}

/** @param {Field} field */
function renderedValue(field) {
  if (field instanceof HTMLSelectElement) return [...field.options].find((option) => option.defaultSelected)?.value;
  if (field instanceof HTMLInputElement && isCheckable(field)) return field.defaultChecked ? field.value : undefined;
  return field.defaultValue;
}

/**
 * Return the values that the address of the page sets. `data-presets` lists the names of their fields.
 *
 * @param {HTMLFormElement} form
 */
function presetsOf(form) {
  const names = (form.dataset.presets ?? "").split(" ");
  const fields = fieldsOf(form).filter((field) => names.includes(field.name));
  /** @type {Record<string, string>} */
  const presets = {};
  for (const field of fields) presets[field.name] ||= renderedValue(field) ?? "";
  return presets;
}

/**
 * Store the current values of the form, or remove the draft if they are saved.
 *
 * @param {HTMLFormElement} form
 * @param {{ isSent?: boolean }} [state]
 */
export function storeDraft(form, { isSent = false } = {}) {
  if (!isUnsaved(form)) return store.remove(keyOf(form));
  /** @type {Draft} */
  const draft = {
    values: valuesOf(form),
    isSent,
    version: versionField(form)?.value,
    files: fileNames(form),
    presets: presetsOf(form),
  };
  store.write(keyOf(form), draft);
  form.dispatchEvent(new Event("draft-kept"));
}

/**
 * Remove the draft of a form whose input was saved or discarded.
 *
 * @param {HTMLFormElement} form
 */
export function removeDraft(form) {
  markSaved(form);
  store.remove(keyOf(form));
}

/**
 * Whether all unsaved input of a form is stored, so that leaving the page loses nothing.
 *
 * @param {HTMLFormElement} form
 */
export function isStored(form) {
  return form.dataset.draft !== undefined && store.read(keyOf(form)) !== null && !fileNames(form).length;
}

/**
 * @param {Field} field
 * @param {Value | undefined} value undefined if the draft does not contain the field
 * @returns {boolean} whether this changed the field
 */
function fillField(field, value) {
  if (value === undefined) return false;
  if (field instanceof HTMLInputElement && isCheckable(field)) {
    const checked = Array.isArray(value) && value.find((pair) => Array.isArray(pair) && pair[0] === field.value)?.[1];
    if (typeof checked !== "boolean" || checked === field.checked) return false;
    field.checked = checked;
    return true;
  }
  if (field instanceof HTMLSelectElement && field.multiple) {
    const wanted = new Set(/** @type {unknown[]} */ (Array.isArray(value) ? value : []));
    const wrong = [...field.options].filter((option) => option.selected !== wanted.has(option.value));
    for (const option of wrong) option.selected = !option.selected;
    return wrong.length > 0;
  }
  if (typeof value !== "string" || field.value === value) return false;
  field.value = value;
  return true;
}

/**
 * @param {HTMLFormElement} form
 * @param {Draft["values"]} values
 * @returns {boolean} whether this changed any field
 */
function fill(form, values) {
  const changed = fieldsOf(form).filter((field) => fillField(field, values[field.name]));
  for (const field of changed) {
    field.dispatchEvent(new Event("draft-restored"));
    openFolds(field); // Input that will be submitted must be visible.
  }
  return changed.length > 0;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} text
 */
function showRestored(form, text) {
  const notice = document.createElement("p");
  notice.className = "small quiet";
  notice.dataset.restored = "";
  notice.setAttribute("role", "status");
  const discard = plainButton("Discard it", () => {
    const version = versionField(form);
    removeDraft(form);
    form.reset();
    // Resetting a form does not reset its hidden fields.
    if (version) version.value = renderedVersions.get(form) ?? version.value;
    notice.remove();
    fieldsOf(form)[0]?.focus();
  });
  notice.append(`${text} `, discard);
  form.prepend(notice);
}

/**
 * Return the values of a draft, without those of fields that the address now sets to another value than when the draft was stored: a
 * link such as “Attach for” chooses a value.
 *
 * @param {HTMLFormElement} form
 * @param {Draft} draft
 */
function withoutPresets(form, draft) {
  const presets = presetsOf(form);
  const entries = Object.entries(draft.values);
  return Object.fromEntries(entries.filter(([name]) => !(name in presets) || presets[name] === draft.presets?.[name]));
}

/**
 * Put a draft into the form. If the row has been saved since, the form gets the version that the person saw back, so that the server
 * reports an edit conflict instead of replacing the newer text.
 *
 * @param {HTMLFormElement} form
 * @param {Draft} draft
 */
function restore(form, draft) {
  const isChanged = fill(form, withoutPresets(form, draft));
  const files = draft.files ?? [];
  // The form already contains the input, because the server has saved or returned it.
  if (!isChanged && !files.length) return storeDraft(form);
  const version = versionField(form);
  const isOutdated = version && draft.version && draft.version !== version.value;
  if (isOutdated) version.value = draft.version ?? "";
  markEdited(form);
  const sentences = [
    "Your unsaved input was restored.",
    draft.isSent && "It may have been saved already. Check before you submit it again.",
    isOutdated && "The saved version has changed since then. When you save, you see both versions before anything is replaced.",
    files.length && `Select the file again: ${files.join(", ")}.`,
  ];
  showRestored(form, sentences.filter(Boolean).join(" "));
  storeDraft(form);
}

const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
const isRedirected = (navigation?.redirectCount ?? 1) > 0;
const isErrorResponse = (navigation?.responseStatus ?? 0) >= 400;

/**
 * Move a draft that an earlier version stored to the key of this form. That version used one key for several forms, so the fields
 * decide.
 *
 * @param {HTMLFormElement} form
 */
function migrate(form) {
  const oldKey = `draft.${form.dataset.draft}`;
  const draft = /** @type {Draft | null} */ (store.read(oldKey));
  if (!draft || store.read(keyOf(form)) || !Object.keys(draft.values).every((name) => form.elements.namedItem(name))) return;
  store.remove(oldKey);
  store.write(keyOf(form), draft);
}

/** @param {HTMLFormElement} form */
function attach(form) {
  form.autocomplete = "off"; // See owner.js. Restoring a draft sends no input event.
  renderedVersions.set(form, versionField(form)?.value);
  migrate(form);
  const own = /** @type {Draft | null} */ (store.read(keyOf(form)));
  // The server has saved the text, although it refused the rest of the request.
  const isSaved = "saved" in form.dataset;
  if (isErrorResponse && !isSaved && (own?.isSent || pathOf(form) === location.pathname)) markReturned(form);
  if (isReturned(form)) storeDraft(form);
  else if (own?.isSent && (isRedirected || isSaved)) store.remove(keyOf(form));
  else if (own) restore(form, { ...own, isSent: false });
  store.find(keyOf(form)).then((draft) => {
    if (draft && !own && !isUnsaved(form)) restore(form, /** @type {Draft} */ (draft));
  });
}

/**
 * @param {EventTarget | null | undefined} element
 * @returns {element is HTMLFormElement}
 */
const hasDraft = (element) => element instanceof HTMLFormElement && "draft" in element.dataset;

onEdit((form) => {
  if (hasDraft(form)) storeDraft(form);
});
document.addEventListener("submit", ({ target }) => {
  if (hasDraft(target)) storeDraft(target, { isSent: true });
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const form = ctx?.sourceElement?.closest("form[data-draft]");
  // A search within the form, such as that for similar claims, saves nothing.
  if (!hasDraft(form) || !ctx || ctx.request?.method === "GET") return;
  // A preview saves nothing either.
  if (ctx.sourceElement?.closest("[data-saves-nothing]")) return;
  if (ctx.response && ctx.response.status < 400 && !ctx.hx?.redirect) removeDraft(form);
  else storeDraft(form);
});

const settles = "settlesDrafts" in document.body.dataset;
if (settles) onSwap("form[data-draft]", (form) => form instanceof HTMLFormElement && attach(form));
const keysOnPage = new Set(findAll("form[data-draft]").map((form) => keyOf(/** @type {HTMLFormElement} */ (form))));
for (const { owner, key } of store.keysInThisTab()) {
  const draft = /** @type {Draft | null} */ (key.startsWith("draft.") ? store.read(key, owner) : null);
  if (!draft?.isSent || keysOnPage.has(key)) continue;
  if (settles && isRedirected) store.remove(key);
  else store.write(key, { ...draft, isSent: false }, owner);
}
// The sign-in page promises to restore input only if this tab has stored any.
for (const note of findAll("[data-input-stored]")) {
  note.hidden = !store.keysInThisTab().some(({ owner, key }) => key.startsWith("draft.") && store.read(key, owner));
}
