// Paints marks with the CSS Custom Highlight API. It adds no elements to the text, so marks can overlap and nest. Each kind has its
// own underline or background (static/css/marks.css); evidence has that of its side.

/** @import { TextIndex } from "./text-index.js" */

const kinds = ["report", "proposition", "utterance", "context", "supports", "contradicts", "chosen", "pending"]; // in ascending priority

/** Whether the browser supports highlights. */
export const canPaint = "highlights" in CSS && "Highlight" in window;

/** The highlights of one article. */
export class Highlights {
  /** @type {Map<string, Highlight>} */
  #layers = new Map();
  /** @type {Map<string, { kind: string, range: StaticRange }>} */
  #painted = new Map();
  #index;

  /** @param {TextIndex} index */
  constructor(index) {
    this.#index = index;
    if (!canPaint) return;
    for (const [priority, kind] of kinds.entries()) {
      const layer = new Highlight();
      layer.priority = priority;
      CSS.highlights.set(kind, layer);
      this.#layers.set(kind, layer);
    }
  }

  /**
   * Paint these marks and no others. Marks that are already painted are left alone, because repainting a long text is slow.
   *
   * @param {ArticleMark[]} marks
   */
  paint(marks) {
    const wanted = new Map(marks.map((mark) => [`${mark.kind} ${mark.claim} ${mark.start}-${mark.end}`, mark]));
    for (const [key, { kind, range }] of this.#painted) {
      if (wanted.has(key)) continue;
      this.#layers.get(kind)?.delete(range);
      this.#painted.delete(key);
    }
    for (const [key, { kind: of, stance, start, end }] of wanted) {
      const kind = stance ?? of;
      if (this.#painted.has(key) || end > this.#index.length) continue;
      const range = this.#index.staticRangeOf(start, end);
      this.#layers.get(kind)?.add(range);
      this.#painted.set(key, { kind, range });
    }
  }

  /**
   * Give the look of one kind to these spans and to no others.
   *
   * @param {"chosen" | "pending"} kind
   * @param {TextSpan[]} spans
   */
  only(kind, spans) {
    this.#layers.get(kind)?.clear();
    for (const [start, end] of spans) {
      if (end <= this.#index.length) this.#layers.get(kind)?.add(this.#index.staticRangeOf(start, end));
    }
  }
}
