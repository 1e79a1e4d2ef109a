// Entry point of the page of a preserved copy: words selected in its text fill one of the forms beside it. Without this script,
// people paste the words.
import { closest, find, findAll, get } from "../elements.js";
import { announce, focusOn } from "../focus.js";
import { textCheck } from "./canonical-text.js";
import { Highlights } from "./highlights.js";
import { attachPointer } from "./pointer.js";
import { Selection } from "./selection.js";
import { attachSentenceCursor } from "./sentence-cursor.js";
import { TextIndex } from "./text-index.js";
import { attachToolbar } from "./toolbar.js";

const article = get("#words", HTMLElement);
const index = new TextIndex(article);
const highlights = new Highlights(index);
const selection = new Selection(textCheck(index));

/** @param {Element} form */
const quoteOf = (form) => get('[name="quote"]', HTMLTextAreaElement, form);

/** @param {Element} form */
const selectedIn = (form) => find('[name="selection"]', HTMLInputElement, form);

/**
 * Fill a form with the selected words.
 *
 * @param {HTMLElement} fold the element around the form
 * @param {TextSpan} span
 */
function fill(fold, [start, end]) {
  const text = index.slice(start, end);
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "selection";
  field.value = `${start}-${end} ${text}`;
  get("[data-selection]", HTMLElement, fold).replaceChildren(field);
  const quote = quoteOf(fold);
  quote.value = text;
  quote.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {string | null} which the form to open */
function use(which) {
  const hadSelection = selection.current !== null;
  selection.take();
  const [span] = selection.pieces;
  if (!span) {
    if (!hadSelection) announce("Select words in the text first.");
    return; // if it was refused, with an explanation
  }
  const fold = get(`[data-words="${which}"]`, HTMLDetailsElement);
  for (const other of findAll("details[data-words]")) if (other instanceof HTMLDetailsElement) other.open = other === fold;
  fill(fold, span);
  focusOn(find('[name="stance"]', HTMLElement, fold) ?? find("[type=submit]", HTMLElement, fold));
}

attachPointer({ index, selection, article });
attachSentenceCursor({ index, selection, article, frame: document.documentElement });
attachToolbar({ index, selection, open: use });

selection.addEventListener("change", () => {
  const { current, pieces } = selection;
  const isByKeys = selection.by === "keys" && current !== null;
  highlights.only("pending", isByKeys ? [...pieces, current] : pieces);
  article.toggleAttribute("data-cursor", isByKeys);
});
selection.addEventListener("refused", () => {
  const explanation = get("#text-changed", HTMLTemplateElement).content.cloneNode(true);
  get("#notice", HTMLElement).replaceChildren(explanation);
});
// Edited words are no longer the selected ones: the server searches for them.
document.addEventListener("input", (event) => {
  const fold = closest(event, "[data-words] [name=quote]", HTMLTextAreaElement)?.closest("[data-words]");
  const selected = fold && selectedIn(fold);
  if (!selected || selected.value.endsWith(` ${quoteOf(fold).value}`)) return;
  selected.remove();
  selection.clear();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector(":popover-open, dialog[open]")) return;
  const isInForm = event.target instanceof Element && event.target.closest("[data-words]");
  if (!selection.current && !isInForm) return;
  selection.clear();
  document.getSelection()?.removeAllRanges();
  if (isInForm) article.focus({ preventScroll: true });
});

// A form that the server returned contains the selection.
for (const fold of findAll("[data-words]")) {
  const span = /^(\d+)-(\d+) /.exec(selectedIn(fold)?.value ?? "");
  if (span && Number(span[2]) <= index.length) selection.replace([[Number(span[1]), Number(span[2])]]);
}
