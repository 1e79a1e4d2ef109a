// The form for the selected text: a new claim, a mention of a claim, or evidence. The forms are part of the page, so that opening one
// needs no request. The selection is stored with the unsaved input until it is saved or canceled.
import { removeDraft } from "../draft.js";
import { closest, find, findAll, get, plainButton } from "../elements.js";
import { announce, focusOn } from "../focus.js";
import { isEdited, isReturned } from "../form-fields.js";
import { announceSaving } from "../saving.js";
import * as store from "../unsaved-store.js";
import { setChain } from "./chain.js";
import { offerClaims } from "./claim-search.js";
import { attachCopying, copyValues, showOnlyFor } from "./copying.js";
import { firstMentionOf } from "./marks.js";
import { holdSubmission, suggestMode } from "./mode.js";
import { attachNearest, suggestNearest } from "./nearest.js";

/** @import { Highlights } from "./highlights.js" */
/** @import { Selection } from "./selection.js" */
/** @import { TextIndex } from "./text-index.js" */
/** @typedef {{ act: string, revision: string, pieces: [start: number, end: number, text: string][] }} StoredSelection */

const kinds = ["claim", "mention", "passage"];
const longestStatement = 500; // UTF-16 units

/**
 * Suggest a statement: one line, without the quotation marks around it. If it contains others, all of them stay: without the mark
 * at its end, a quotation inside the statement would not be closed.
 *
 * @param {string} text
 */
function suggestStatement(text) {
  const line = text
    .slice(0, 2 * longestStatement)
    .replace(/\s+/g, " ")
    .replace(/[,;]+$/, "");
  const bare = line.replace(/^["“„«]+/, "").replace(/["”“»,;]+$/, "");
  return (/["“”„«»]/.test(bare) ? line : bare).slice(0, longestStatement);
}

/** @param {string} kind */
const formOf = (kind) => get(`#${kind}-form`, HTMLFormElement);

/**
 * @param {HTMLFormElement} form
 * @param {string} name of a text field or a select, which some forms do not have
 * @param {string} value
 */
function setValue(form, name, value) {
  const field = form.elements.namedItem(name);
  if (field && "value" in field) field.value = value;
}

/** @param {HTMLFormElement} form */
const chainOf = (form) => find("[data-chain]", HTMLTextAreaElement, form);

/**
 * @param {object} desk
 * @param {HTMLElement} desk.section contains the forms
 * @param {TextIndex} desk.index
 * @param {Selection} desk.selection
 * @param {Highlights} desk.highlights
 * @param {() => string | null} desk.selectedClaim
 */
export function attachMarking({ section, index, selection, highlights, selectedClaim }) {
  const list = get("#pieces", HTMLElement);
  const work = get("#work", HTMLElement);
  const { article, revision = "" } = index.root.dataset;
  const key = `selection.${article}`;
  let kind = "claim";

  const texts = () => selection.pieces.map((span) => index.slice(...span));

  function showPieces() {
    const items = texts().map((text, at) => {
      const item = document.createElement("li");
      const quote = document.createElement("blockquote");
      const mark = document.createElement("mark");
      mark.textContent = text.length > 400 ? `${text.slice(0, 300)} … ${text.slice(-80)}` : text;
      mark.dir = "auto";
      quote.className = "quoted is-dense";
      quote.append(mark);
      item.append(quote);
      if (selection.pieces.length > 1) item.append(plainButton("Remove this part", () => selection.remove(at)));
      return item;
    });
    list.replaceChildren(...items);
  }

  /** @param {HTMLFormElement} form */
  function fill(form) {
    const fields = selection.pieces.map(([start, end]) => {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = "selection";
      field.value = `${start}-${end} ${index.slice(start, end)}`;
      return field;
    });
    get("[data-selection]", HTMLElement, form).replaceChildren(...fields);
    setValue(form, "revision", revision);
  }

  /** @param {HTMLFormElement} form */
  function suggest(form) {
    suggestMode(form, section.dataset.modeAddress ?? "", revision, selection.pieces);
    // A form that the server returned is a new element, which nobody has edited yet.
    if (isEdited(form) || isReturned(form)) return;
    const { outlet } = section.dataset;
    const chain = chainOf(form);
    setValue(form, "statement", suggestStatement(texts().join(" … ")));
    if (form === formOf("claim")) suggestNearest(form);
    if (chain && !chain.value && outlet) setChain(chain, [outlet]);
  }

  function storeSelection() {
    if (section.hidden || !selection.pieces.length) return store.remove(key);
    /** @type {StoredSelection} */
    const data = { act: kind, revision, pieces: selection.pieces.map(([start, end]) => [start, end, index.slice(start, end)]) };
    store.write(key, data);
  }

  function show(/** @type {string} */ which, { movesFocus = true } = {}) {
    kind = which;
    section.hidden = false;
    work.dataset.marking = "";
    for (const button of findAll("button[data-act]", section)) {
      button.setAttribute("aria-pressed", String(button.dataset.act === kind));
    }
    for (const name of kinds) formOf(name).hidden = name !== kind;
    const form = formOf(kind);
    showOnlyFor(section, kind);
    showPieces();
    fill(form);
    suggest(form);
    if (kind !== "claim" && !("offered" in form.dataset)) {
      form.dataset.offered = "";
      offerClaims(form, texts().join(" "), selectedClaim());
    }
    storeSelection();
    if (!movesFocus) return;
    const view = find("#view-work", HTMLInputElement);
    if (view) view.checked = true;
    work.scrollTop = 0;
    focusOn(find(kind === "claim" ? '[name="statement"]' : "[data-search-claims]", HTMLElement, form));
  }

  /**
   * Open a form for the selected text. Null keeps the form open and replaces its text, or adds a piece.
   *
   * @param {string | null} which
   * @param {boolean} [isAddition]
   */
  function open(which, isAddition = false) {
    const hadSelection = selection.current !== null;
    selection.take(isAddition);
    if (hadSelection && !selection.pieces.length) return; // refused, with an explanation
    if (!selection.pieces.length) {
      announce("Select text in the article first.");
      return;
    }
    for (const name of kinds) delete formOf(name).dataset.offered;
    show(which ?? kind);
  }

  function close() {
    section.hidden = true;
    delete work.dataset.marking;
    selection.clear();
    storeSelection();
  }

  /** @param {HTMLFormElement} form */
  function reset(form) {
    form.reset();
    delete form.dataset.copiedClaimant;
    removeDraft(form);
    form.querySelector(":scope > [data-restored]")?.remove();
  }

  selection.addEventListener("change", () => {
    const { current, pieces } = selection;
    const isByKeys = selection.by === "keys" && current !== null;
    highlights.only("pending", isByKeys ? [...pieces, current] : pieces);
    index.root.toggleAttribute("data-cursor", isByKeys);
    if (section.hidden) return;
    showPieces();
    fill(formOf(kind));
    storeSelection();
  });
  /**
   * Open the form for a new claim with the words of a claim, and copy its values.
   *
   * @param {HTMLElement} source the link of the claim
   * @returns {boolean} whether the page contains the words
   */
  function openSameWords(source) {
    const pieces = firstMentionOf(source.dataset.sameWords ?? "");
    if (!pieces.length) return false;
    const form = formOf("claim");
    selection.replace(pieces);
    if (!selection.pieces.length) return true; // refused, with an explanation
    show("claim");
    if (source.dataset.claimant) form.dataset.copiedClaimant = source.dataset.claimant;
    copyValues(form, source);
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = closest(event, "[data-same-words]", HTMLAnchorElement);
    const isPlainClick = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (link && isPlainClick && openSameWords(link)) event.preventDefault();
  });

  attachNearest(section, (claim, statement) => {
    const form = formOf("mention");
    form.dataset.replacesClaim = "";
    form.dataset.offered = "";
    show("mention");
    offerClaims(form, statement, claim);
  });
  attachCopying(section, () => formOf("claim"));
  holdSubmission(section);
  /** @type {WeakMap<HTMLTextAreaElement, string>} */
  const followed = new WeakMap();

  /**
   * Put the claimant after the outlet in the attribution chain. A chain that a person edited is not changed.
   *
   * @param {HTMLFormElement | null | undefined} form
   * @param {string} claimant
   */
  function followClaimant(form, claimant) {
    const chain = form && chainOf(form);
    const { outlet } = section.dataset;
    if (!chain || !outlet || ![outlet, `${outlet}\n${followed.get(chain)}`].includes(chain.value)) return;
    followed.set(chain, claimant);
    setChain(chain, claimant && claimant !== outlet ? [outlet, claimant] : [outlet]);
  }

  // A form that was returned or restored already contains both names.
  section.addEventListener("focusin", (event) => {
    const field = closest(event, "[name=claimant]", HTMLInputElement);
    const chain = field?.form && chainOf(field.form);
    if (chain && field.value.trim()) followed.set(chain, field.value.trim());
  });
  // On each key: a row that appeared when the field loses the focus would move the button that is being pressed.
  for (const type of ["input", "change"]) {
    section.addEventListener(type, (event) => {
      const field = closest(event, "[name=claimant]", HTMLInputElement);
      if (field) followClaimant(field.form, field.value.trim());
    });
  }
  for (const type of ["change", "claim-checked"]) {
    section.addEventListener(type, (event) => {
      const option = closest(event, "[name=claim]", HTMLInputElement);
      if (option) followClaimant(option.form, option.dataset.claimant ?? "");
    });
  }
  section.addEventListener("click", (event) => {
    const other = closest(event, "button[data-act]", HTMLButtonElement)?.dataset.act;
    if (other) show(other);
    if (!closest(event, "[data-cancel]", Element)) return;
    for (const name of kinds) reset(formOf(name));
    close();
    index.root.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector(":popover-open, dialog[open]")) return;
    if (selection.current) selection.select(null);
    else if ("saving" in section.dataset) announceSaving();
    else if (!section.hidden) {
      close();
      index.root.focus({ preventScroll: true });
      announce("Closed. Your input stays here until you select other text.");
    }
    document.getSelection()?.removeAllRanges();
  });
  // Before the swap, so that a text selection just before the click does not prevent saving.
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const form = ctx?.sourceElement;
    if (!(form instanceof HTMLFormElement) || !form.matches("#marking form") || ctx?.response?.status !== 200) return;
    // The person chose a mention of an existing claim instead of the new claim.
    if ("replacesClaim" in form.dataset) reset(formOf("claim"));
    delete form.dataset.replacesClaim;
    reset(form);
    // Words that were selected meanwhile stay selected, for the next form.
    const { current, by } = selection;
    close();
    selection.select(current, by);
  });

  /** Select the stored text again and open its form. */
  async function restore() {
    const stored = /** @type {StoredSelection | null} */ (await store.find(key));
    if (!stored) return;
    const spans = stored.pieces.map(([start, end, text]) => {
      const isSame = stored.revision === revision && end <= index.length && index.slice(start, end) === text;
      return isSame ? /** @type {TextSpan} */ ([start, end]) : index.onlySpanOf(text);
    });
    const current = spans.filter((span) => span !== null);
    if (current.length < spans.length) {
      announce(
        "The article has a new revision in which the selected text is different. Select it again; your input is still here.",
      );
      return;
    }
    selection.replace(current);
    if (!selection.pieces.length) return;
    show(stored.act, { movesFocus: false });
    announce("Your selection and your unsaved input were restored.");
  }

  return { open, restore };
}
