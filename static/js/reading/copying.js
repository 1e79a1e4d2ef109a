// Copies values of another claim into the form for a new claim: date, place, and topics, and the claimant for another layer of the
// same words. A field that contains input is not changed.
import { closest, find, findAll } from "../elements.js";
import { announce } from "../focus.js";

const names = ["said", "place", "topics", "claimant"];

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const fieldOf = (form, name) => find(`[name="${name}"]`, HTMLInputElement, form);

/**
 * @param {HTMLInputElement} field
 * @param {string} value
 */
function enter(field, value) {
  field.value = value;
  // Not "input", which opens the suggestions of a combobox.
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/**
 * Copy the values of an element's data attributes.
 *
 * @param {HTMLFormElement} form the form for a new claim
 * @param {HTMLElement} source
 */
export function copyValues(form, source) {
  const copied = names.filter((name) => {
    const field = fieldOf(form, name);
    const value = source.dataset[name];
    if (!field || !value || field.value) return false;
    enter(field, value);
    return true;
  });
  const details = fieldOf(form, "topics")?.closest("details");
  if (details && copied.includes("topics")) details.open = true;
  const labels = copied.map((name) => fieldOf(form, name)?.labels?.[0]?.firstChild?.textContent?.trim() ?? name);
  announce(copied.length ? `Copied: ${labels.join(", ")}.` : "Nothing copied: the fields already contain input.");
}

/**
 * Copy on request, and make the outlet the claimant if the layer is *report*, as long as the claimant is the copied one.
 *
 * @param {HTMLElement} section
 * @param {() => HTMLFormElement} claimForm returns the form for a new claim, which is replaced if it is rejected
 */
export function attachCopying(section, claimForm) {
  section.addEventListener("click", (event) => {
    const button = closest(event, "[data-copy]", HTMLElement);
    if (button) copyValues(claimForm(), button);
  });
  section.addEventListener("change", (event) => {
    const layer = closest(event, '[name="layer"]', HTMLInputElement);
    const form = claimForm();
    const claimant = fieldOf(form, "claimant");
    const { outlet = "" } = section.dataset;
    const { copiedClaimant } = form.dataset;
    if (!layer || !claimant || !outlet || !copiedClaimant) return;
    if (layer.value === "report" && claimant.value === copiedClaimant) enter(claimant, outlet);
    else if (layer.value !== "report" && claimant.value === outlet) enter(claimant, copiedClaimant);
  });
}

/**
 * Show the elements that belong to one of the three forms.
 *
 * @param {HTMLElement} section
 * @param {string} kind
 */
export function showOnlyFor(section, kind) {
  for (const element of findAll("[data-only-for]", section)) element.hidden = element.dataset.onlyFor !== kind;
}
