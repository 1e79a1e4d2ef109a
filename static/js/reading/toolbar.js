// The toolbar next to the selected text. On a narrow screen it is at the bottom edge.
import { closest, find, get } from "../elements.js";
import { announce } from "../focus.js";

/** @import { Selection } from "./selection.js" */
/** @import { TextIndex } from "./text-index.js" */

const margin = 16; // px

/**
 * @param {object} desk
 * @param {TextIndex} desk.index
 * @param {Selection} desk.selection
 * @param {(kind: string | null, isAddition?: boolean) => void} desk.open opens a form; null continues with the open one
 * @param {HTMLElement} [desk.marking] the section with the forms, which is hidden if none is open
 * @returns {() => void} names the selected claim again, after another one was selected
 */
export function attachToolbar({ index, selection, open, marking }) {
  const toolbar = find("#toolbar", HTMLElement);
  if (!toolbar) return () => {};
  const quote = get("[data-words]", HTMLElement, toolbar);
  const forms = get("[data-acts]", HTMLElement, toolbar);
  const pieces = find("[data-adding]", HTMLElement, toolbar);

  /** @param {TextSpan} span */
  function place(span) {
    const frame = toolbar?.offsetParent;
    if (!toolbar || !frame || getComputedStyle(toolbar).position !== "absolute") return;
    const last = [...index.rangeOf(...span).getClientRects()].at(-1);
    if (!last) return;
    const box = frame.getBoundingClientRect();
    const largest = frame.clientWidth - toolbar.offsetWidth - margin;
    const inline = Math.max(margin, Math.min(last.right - box.left - toolbar.offsetWidth / 2, largest));
    toolbar.style.setProperty("--at-block", `${last.bottom - box.top + frame.scrollTop + 8}px`);
    toolbar.style.setProperty("--at-inline", `${inline}px`);
  }

  /** The button for evidence names the selected claim, which its form offers first: the number of the sentence and the layer. */
  function nameSelectedClaim() {
    const row = find("#claims > li:has([aria-current])", HTMLElement);
    const pin = row && find(".pin", HTMLElement, row)?.cloneNode(true);
    const layer = row && find(".layer-word", HTMLElement, row)?.cloneNode(true);
    const place = find("[data-for-selected]", HTMLElement, toolbar ?? document);
    if (pin instanceof HTMLElement) pin.classList.add("is-chosen");
    place?.replaceChildren(...(pin && layer ? [" ", pin, " ", layer] : ["…"]));
  }

  /** Offer the open form or the forms: those also while a form is being saved, because the response closes it. */
  const update = () => {
    toolbar.hidden = !selection.current;
    if (!selection.current) return;
    const text = index.slice(...selection.current);
    quote.textContent = text.length > 90 ? `${text.slice(0, 52)} … ${text.slice(-30)}` : text;
    if (pieces && marking) {
      pieces.hidden = marking.hidden || "saving" in marking.dataset;
      forms.hidden = !pieces.hidden;
    }
    nameSelectedClaim();
    place(selection.current);
  };

  selection.addEventListener("change", update);
  document.addEventListener("htmx:finally:request", update);
  // The button above the list opens the form for the selected words, or says how to select them.
  document.addEventListener("click", (event) => {
    if (!closest(event, "[data-new-claim]", Element)) return;
    event.preventDefault();
    if (selection.current) return open("claim");
    const view = find("#view-text", HTMLInputElement);
    if (view) view.checked = true;
    get("#notice", HTMLElement).replaceChildren(get("#select-first", HTMLTemplateElement).content.cloneNode(true));
    index.root.focus({ preventScroll: true });
    announce("Select the words of the claim in the text first.");
  });
  // Pressing a button must not clear the selection.
  toolbar.addEventListener("pointerdown", (event) => event.preventDefault());
  toolbar.addEventListener("click", (event) => {
    const button = closest(event, "button", HTMLButtonElement);
    if (!button) return;
    if (button.dataset.open) open(button.dataset.open);
    else if ("add" in button.dataset) open(null, true);
    else if ("replace" in button.dataset) open(null);
  });
  return nameSelectedClaim;
}
