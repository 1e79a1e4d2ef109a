// Paints marks with the CSS Custom Highlight API: no element is added to the text, so overlapping and nested marks are all
// there at once. The kind is told by the style of the underline (static/css/marks.css).

const kinds = ["report", "proposition", "utterance", "evidence", "chosen", "pending"];

export const canPaint = "highlights" in CSS && "Highlight" in window;

export class Highlights {
  constructor(index) {
    this.index = index;
    this.layers = new Map();
    if (!canPaint) return;
    for (const [priority, kind] of kinds.entries()) {
      const layer = new Highlight();
      layer.priority = priority;
      CSS.highlights.set(kind, layer);
      this.layers.set(kind, layer);
    }
  }

  paint(marks) {
    for (const kind of ["report", "proposition", "utterance", "evidence"]) this.layers.get(kind)?.clear();
    for (const { start, end, kind } of marks) this.#add(kind, start, end);
  }

  /** Only these places have the look of `kind` ("chosen" or "pending") now. */
  only(kind, places) {
    this.layers.get(kind)?.clear();
    for (const [start, end] of places) this.#add(kind, start, end);
  }

  #add(kind, start, end) {
    if (end <= this.index.length) this.layers.get(kind)?.add(this.index.paintedOf(start, end));
  }
}
