// The mode of a mention. The server guesses it from the text around the selection (claims/quotation.py); the field stays open if the
// guess is uncertain or does not arrive. A value that a person chose is never replaced.
import { find } from "../elements.js";

/**
 * The last guess of each field.
 * @type {WeakMap<HTMLSelectElement, string>}
 */
const guesses = new WeakMap();
/** @type {WeakMap<HTMLFormElement, { request: AbortController, answer: Promise<void> }>} */
const waiting = new WeakMap();

/** @param {HTMLFormElement} form */
const modeOf = (form) => find('select[name="mode"]', HTMLSelectElement, form);

/**
 * @param {HTMLSelectElement} field
 * @param {URL} url
 * @param {AbortSignal} signal
 */
async function guess(field, url, signal) {
  field.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(url, { signal, credentials: "same-origin", headers: { Accept: "application/json" } });
    const { mode = "" } = response.ok ? await response.json() : {};
    if (signal.aborted || field.value !== (guesses.get(field) ?? "")) return;
    field.value = mode;
    guesses.set(field, mode);
  } catch {
    // Without an answer, the person chooses the mode.
  } finally {
    if (!signal.aborted) field.removeAttribute("aria-busy");
  }
}

/**
 * Fill in the mode of the selected text.
 *
 * @param {HTMLFormElement} form
 * @param {string} address
 * @param {string} revision
 * @param {TextSpan[]} pieces
 */
export function suggestMode(form, address, revision, pieces) {
  const field = modeOf(form);
  if (!field) return;
  if (field.value === "") guesses.delete(field);
  if (field.value !== (guesses.get(field) ?? "")) return;
  waiting.get(form)?.request.abort();
  field.value = "";
  guesses.delete(field);
  const url = new URL(address, location.href);
  url.searchParams.set("revision", revision);
  for (const [start, end] of pieces) url.searchParams.append("selection", `${start}-${end}`);
  const request = new AbortController();
  const answer = guess(field, url, request.signal);
  const entry = { request, answer };
  waiting.set(form, entry);
  answer.finally(() => waiting.get(form) === entry && waiting.delete(form));
}

/**
 * Submit a form of this section only after its guess has arrived, because the mode is required.
 *
 * @param {HTMLElement} section
 */
export function holdSubmission(section) {
  section.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const entry = form instanceof HTMLFormElement && waiting.get(form);
      if (!entry || !(form instanceof HTMLFormElement)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      entry.answer.finally(() => form.requestSubmit(submitter));
    },
    true,
  );
}
