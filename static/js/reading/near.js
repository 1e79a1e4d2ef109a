// The marks near the window. A text with many marks has only these painted and numbered, because the browser repaints all ranges of a
// highlight when one is added.
import { findAll } from "../elements.js";

/** @import { TextIndex } from "./text-index.js" */

const few = 300; // marks that are painted at once
const distance = "100% 0px"; // above and below the window

/** Knows which paragraphs are near the window. Sends a "change" event when they change. */
export class NearMarks extends EventTarget {
  #index;
  /** @type {{ paragraph: HTMLElement, start: number, end: number }[]} */
  #paragraphs = [];
  /** @type {Set<Element>} */
  #near = new Set();
  /** @type {IntersectionObserver | undefined} */
  #observer;

  /** @param {TextIndex} index */
  constructor(index) {
    super();
    this.#index = index;
  }

  /**
   * Return those of the marks that are near the window, or all if there are few.
   *
   * @param {ArticleMark[]} marks
   */
  of(marks) {
    if (marks.length <= few) return marks;
    this.#observe();
    const near = this.#paragraphs.filter(({ paragraph }) => this.#near.has(paragraph));
    const [first, last] = [near[0], near.at(-1)];
    return first && last ? marks.filter(({ start, end }) => start < last.end && end > first.start) : [];
  }

  #observe() {
    if (this.#observer) return;
    const paragraphs = findAll(":scope > p", this.#index.root);
    this.#paragraphs = paragraphs.map((paragraph, at) => ({
      paragraph,
      start: Number(paragraph.dataset.start),
      end: Number(paragraphs[at + 1]?.dataset.start ?? this.#index.length),
    }));
    // The text scrolls in its column or with the window: the margin applies to both.
    /** @type {IntersectionObserverInit & { scrollMargin: string }} */
    const options = { rootMargin: distance, scrollMargin: distance };
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#near.add(target);
        else this.#near.delete(target);
      }
      this.dispatchEvent(new Event("change"));
    }, options);
    for (const paragraph of paragraphs) this.#observer.observe(paragraph);
  }
}
