// Paints marks with the CSS Custom Highlight API: no element is added to the text, so overlapping and nested marks are all
// there at once. The kind is told by the style of the underline (static/css/marks.css).

const kinds = ["report", "proposition", "utterance", "evidence", "chosen", "pending"];

export const canPaint = "highlights" in CSS && "Highlight" in window;

export class Highlights {
  constructor(index) {
    this.index = index;
    this.layers = new Map();
    this.painted = new Map();
    if (!canPaint) return;
    for (const [priority, kind] of kinds.entries()) {
      const layer = new Highlight();
      layer.priority = priority;
      CSS.highlights.set(kind, layer);
      this.layers.set(kind, layer);
    }
  }

  /** Show these marks. What is painted already stays untouched: repainting a long text costs more than all the rest. */
  paint(marks) {
    const wanted = new Map(marks.map((mark) => [`${mark.kind} ${mark.claim} ${mark.start}-${mark.end}`, mark]));
    for (const [key, { kind, range }] of this.painted) {
      if (wanted.has(key)) continue;
      this.layers.get(kind)?.delete(range);
      this.painted.delete(key);
    }
    for (const [key, { kind, start, end }] of wanted) {
      if (this.painted.has(key) || end > this.index.length) continue;
      const range = this.index.paintedOf(start, end);
      this.layers.get(kind)?.add(range);
      this.painted.set(key, { kind, range });
    }
  }

  /** Only these places have the look of `kind` ("chosen" or "pending") now. */
  only(kind, places) {
    this.layers.get(kind)?.clear();
    for (const [start, end] of places) {
      if (end <= this.index.length) this.layers.get(kind)?.add(this.index.paintedOf(start, end));
    }
  }
}
