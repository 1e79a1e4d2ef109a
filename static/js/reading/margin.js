// The margin of the text: the number of each sentence with claims, which is also its number in the list; and the strokes around the
// passages that are evidence, which a highlight cannot draw. They are outside of the text, which contains nothing else.
import { closest, find, findAll, get } from "../elements.js";

/** @import { TextIndex } from "./text-index.js" */

const distance = 26; // px between two numbers

/**
 * @param {object} desk
 * @param {TextIndex} desk.index
 * @param {HTMLElement} desk.article
 * @param {() => ArticleMark[]} desk.marksNow
 * @param {(claim: string) => void} desk.select
 * @returns {{ draw: () => void, choose: (claim: string | null) => void }}
 */
export function attachMargin({ index, article, marksNow, select }) {
  const margin = document.createElement("nav");
  margin.className = "reading-pins";
  margin.setAttribute("aria-label", "Sentences with claims");
  const frame = get("#text", HTMLElement);
  frame.append(margin);
  /** @type {string | null} */
  let chosen = null;

  /** The sentences in the order of the text: the first row of each group, with its number. */
  const firstRows = () => findAll("#claims > li:not(.is-same-sentence)");

  /** @param {HTMLElement | null} row */
  function firstOf(row) {
    let first = row;
    while (first?.classList.contains("is-same-sentence"))
      first = /** @type {HTMLElement | null} */ (first.previousElementSibling);
    return first;
  }

  function showChosen() {
    const first = firstOf(document.getElementById(`claim-${chosen}`));
    for (const pin of findAll(".pin", margin)) pin.classList.toggle("is-chosen", pin.dataset.claim === first?.dataset.claim);
  }

  /** @param {{ top: number }} box */
  function pins({ top }) {
    let free = 0;
    return firstRows().flatMap((row) => {
      const mark = marksNow().find((candidate) => candidate.row === row);
      if (!mark || mark.end > index.length) return [];
      const [line] = index.rangeOf(mark.start, mark.start + 1).getClientRects();
      if (!line) return [];
      const at = Math.max(free, line.top - top + frame.scrollTop + (line.height - 24) / 2);
      free = at + distance;
      const pin = document.createElement("a");
      const number = find("[data-pin]", HTMLElement, row)?.textContent ?? "";
      pin.className = "pin";
      pin.href = `?claim=${mark.claim}`;
      pin.tabIndex = -1; // the rows of the list are the same links, and j and k go from mark to mark
      pin.dataset.claim = mark.claim;
      pin.textContent = number;
      pin.setAttribute("aria-label", `Sentence ${number}`);
      pin.style.setProperty("--at-block", `${Math.round(at)}px`);
      return [pin];
    });
  }

  /** @param {{ top: number, left: number }} box */
  function strokes({ top, left }) {
    return marksNow().flatMap(({ kind, stance, start, end }) => {
      if (kind !== "evidence" || end > index.length) return [];
      const rects = [...index.rangeOf(start, end).getClientRects()].filter((rect) => rect.width > 0);
      const [first, last] = [rects[0], rects.at(-1)];
      if (!first || !last) return [];
      /** @type {[DOMRect, number][]} */
      const edges = [
        [first, first.left - 2],
        [last, last.right],
      ];
      return edges.map(([rect, at]) => {
        const stroke = document.createElement("span");
        stroke.className = `reading-stroke is-${stance}`;
        stroke.style.setProperty("--at-block", `${rect.top - top + frame.scrollTop}px`);
        stroke.style.setProperty("--at-inline", `${at - left}px`);
        stroke.style.setProperty("--stroke-block", `${rect.height}px`);
        return stroke;
      });
    });
  }

  function draw() {
    const box = frame.getBoundingClientRect();
    const [numbers, lines] = [pins(box), strokes(box)];
    margin.replaceChildren(...numbers);
    for (const old of findAll(".reading-stroke", frame)) old.remove();
    margin.before(...lines);
    showChosen();
  }

  margin.addEventListener("click", (event) => {
    const pin = closest(event, ".pin", HTMLAnchorElement);
    if (!pin || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    select(pin.dataset.claim ?? "");
  });
  // The lines break elsewhere when the column or a warning changes its size, or a font arrives.
  new ResizeObserver(draw).observe(article);

  return {
    draw,
    choose(claim) {
      chosen = claim;
      showChosen();
    },
  };
}
