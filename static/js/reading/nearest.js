// The claims nearest to the statement of a new claim, while a person types it. One click turns the form into another mention of one of
// them, with the mode and the attribution chain that were entered; the form for the new claim keeps its input.
import { closest, find, get } from "../elements.js";
import { onSwap } from "../swap.js";
import { setChain } from "./chain.js";

const debounce = 300; // ms after the last key

/**
 * Request the claims that are nearest to the statement of the form.
 *
 * @param {HTMLFormElement} form
 */
export async function suggestNearest(form) {
  const list = find("[data-nearest]", HTMLElement, form);
  const statement = find("[name=statement]", HTMLTextAreaElement, form)?.value.trim() ?? "";
  if (!list) return;
  if (!statement) return list.replaceChildren();
  const url = new URL(list.dataset.nearest ?? "", location.href);
  url.search = new URLSearchParams({ statement }).toString();
  await htmx.ajax("GET", url.pathname + url.search, { source: list, target: list, swap: "innerHTML" });
}

/**
 * @param {HTMLElement} section contains the forms
 * @param {(claim: string, statement: string) => void} openMention
 */
export function attachNearest(section, openMention) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  // The server returns a rejected form without the claims.
  onSwap("#claim-form:has(.summary)", (form) => {
    if (form instanceof HTMLFormElement) suggestNearest(form);
  });
  section.addEventListener("input", (event) => {
    const field = closest(event, "#claim-form [name=statement]", HTMLTextAreaElement);
    if (!field?.form) return;
    const { form } = field;
    clearTimeout(timer);
    timer = setTimeout(() => suggestNearest(form), debounce);
  });
  section.addEventListener("click", (event) => {
    const button = closest(event, "button[name=mention_of]", HTMLButtonElement);
    if (!button?.form) return;
    event.preventDefault();
    copyHow(button.form, get("#mention-form", HTMLFormElement));
    openMention(button.value, find("[name=statement]", HTMLTextAreaElement, button.form)?.value ?? "");
  });
}

/**
 * Copy how the article presents the claim: the mode and the attribution chain.
 *
 * @param {HTMLFormElement} from
 * @param {HTMLFormElement} to
 */
function copyHow(from, to) {
  const [mode, newMode] = [from, to].map((form) => get("[name=mode]", HTMLSelectElement, form));
  const [chain, newChain] = [from, to].map((form) => get("[data-chain]", HTMLTextAreaElement, form));
  if (mode?.value && newMode) newMode.value = mode.value;
  if (chain?.value && newChain) setChain(newChain, chain.value.split("\n"));
}
