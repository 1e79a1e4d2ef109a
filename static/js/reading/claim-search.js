// The search for the claim that a mention or a piece of evidence belongs to: the list follows what a person types, best match first.
// It starts with the claim that is selected on the desk and the claims that are nearest to the selected text.
import { closest, find, findAll, get } from "../elements.js";

const debounce = 180; // ms after the last key
const longestQuery = 600; // UTF-16 units

/**
 * @param {HTMLFormElement} form
 * @param {string} query
 * @param {string | null | undefined} claim the claim that is offered first and checked
 * @param {boolean} [isOwnFirst] whether claims of the article come before better matches
 */
async function search(form, query, claim, isOwnFirst = false) {
  const field = get("[data-search-claims]", HTMLInputElement, form);
  const list = get(".reading-options", HTMLElement, form);
  const { address = "", for: kind = "", article = "" } = field.dataset;
  const url = new URL(address, location.href);
  url.search = new URLSearchParams({ q: query, act: kind, article, claim: claim ?? "" }).toString();
  if (isOwnFirst) url.searchParams.set("own", "1");
  await htmx.ajax("GET", url.pathname + url.search, { source: field, target: list, swap: "innerHTML" });
  find("[name=claim]:checked", HTMLInputElement, list)?.dispatchEvent(new Event("claim-checked", { bubbles: true }));
}

/**
 * Offer the selected claim, for evidence those of the article, then the claims that are nearest to a text.
 *
 * @param {HTMLFormElement} form
 * @param {string} text
 * @param {string | null} claim the claim that is selected on the desk
 */
export function offerClaims(form, text, claim) {
  get("[data-search-claims]", HTMLInputElement, form).value = "";
  // The list belongs to the text before this one: a claim in it must not be submitted before the new list is loaded.
  for (const option of findAll("[name=claim]", form)) option.closest("label")?.remove();
  return search(form, text.slice(0, longestQuery), claim, form.id === "passage-form");
}

/** @param {HTMLFormElement} form */
const checkedClaim = (form) => find("[name=claim]:checked", HTMLInputElement, form)?.value;

/** Search while a person types. */
export function attachClaimSearch() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  document.addEventListener("input", (event) => {
    const field = closest(event, "[data-search-claims]", HTMLInputElement);
    if (!field?.form) return;
    event.stopPropagation();
    clearTimeout(timer);
    const { form, value } = field;
    timer = setTimeout(() => search(form, value, checkedClaim(form)), debounce);
  });
  // A search that is still in progress would replace the claim that a person has just checked with the one checked before.
  document.addEventListener("change", (event) => {
    const option = closest(event, ".reading-options [name=claim]", HTMLInputElement);
    const field = option?.form && find("[data-search-claims]", HTMLInputElement, option.form);
    if (!field) return;
    clearTimeout(timer);
    field.dispatchEvent(new Event("htmx:abort"));
  });
  document.addEventListener("keydown", (event) => {
    const field = closest(event, "[data-search-claims]", HTMLInputElement);
    if (event.key !== "Enter" || !field?.form) return;
    event.preventDefault();
    find("[name=claim]", HTMLInputElement, field.form)?.focus();
  });
}
