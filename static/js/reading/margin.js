// The margin of the text: the number of each sentence with claims, which is also its number in the list; and the strokes around the
// passages that are evidence, which a highlight cannot draw. They are outside of the text, which contains nothing else.
import { closest, findAll, get } from "../elements.js";
import { listedClaims, sentenceNumbers } from "./marks.js";

/** @import { TextIndex } from "./text-index.js" */

const distance = 26; // px between two numbers

/**
 * @param {object} desk
 * @param {TextIndex} desk.index
 * @param {HTMLElement} desk.article
 * @param {() => ArticleMark[]} desk.nearMarks the marks near the window, or all if there are few
 * @param {(claim: string) => void} desk.select
 * @returns {{ draw: () => void, choose: (claim: string | null) => void }}
 */
export function attachMargin({ index, article, nearMarks, select }) {
  const margin = document.createElement("nav");
  margin.className = "reading-pins";
  margin.setAttribute("aria-label", "Sentences with claims");
  const frame = get("#text", HTMLElement);
  frame.append(margin);
  /** @type {string | null} */
  let chosen = null;

  function showChosen() {
    const sentence = String(listedClaims().get(chosen ?? "")?.sentence);
    for (const pin of findAll(".pin", margin)) pin.classList.toggle("is-chosen", pin.dataset.sentence === sentence);
  }

  /** @param {{ top: number }} box */
  function pins({ top }) {
    const numbers = sentenceNumbers(listedClaims());
    let free = 0;
    /** @type {number | undefined} */
    let last;
    return nearMarks().flatMap(({ claim, sentence, start, end }) => {
      if (sentence === undefined || sentence === last || end > index.length) return [];
      last = sentence;
      const [line] = index.rangeOf(start, start + 1).getClientRects();
      if (!line) return [];
      const at = Math.max(free, line.top - top + frame.scrollTop + (line.height - 24) / 2);
      free = at + distance;
      const pin = document.createElement("a");
      const number = String(numbers.get(sentence));
      pin.className = "pin";
      pin.href = `?claim=${claim}`;
      pin.tabIndex = -1; // the rows of the list are the same links, and j and k go from mark to mark
      pin.dataset.claim = claim;
      pin.dataset.sentence = String(sentence);
      pin.textContent = number;
      pin.setAttribute("aria-label", `Sentence ${number}`);
      pin.style.setProperty("--at-block", `${Math.round(at)}px`);
      return [pin];
    });
  }

  /** @param {{ top: number, left: number }} box */
  function strokes({ top, left }) {
    return nearMarks().flatMap(({ kind, stance, start, end }) => {
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
