// The selected text, and the pieces of the form that is open. The other modules of the reading desk listen to its changes.

/** Sends a "change" event when `current` or `pieces` change. */
export class Selection extends EventTarget {
  /**
   * The selected span.
   * @type {TextSpan | null}
   */
  current = null;

  /**
   * The pieces in the open form, in the order of the text.
   * @type {TextSpan[]}
   */
  pieces = [];

  /**
   * How `current` was selected.
   * @type {"pointer" | "keys"}
   */
  by = "pointer";

  /**
   * Select a span, or nothing.
   *
   * @param {TextSpan | null} span
   * @param {"pointer" | "keys"} [by]
   */
  select(span, by = "pointer") {
    if (String(span) === String(this.current) && by === this.by) return;
    [this.current, this.by] = [span, by];
    this.#notify();
  }

  /**
   * Make the selected span the only piece, or add it to the others. It replaces overlapping pieces.
   *
   * @param {boolean} [isAddition]
   */
  take(isAddition = false) {
    const span = this.current;
    if (!span) return;
    const others = isAddition ? this.pieces.filter(([start, end]) => end <= span[0] || start >= span[1]) : [];
    this.replace([...others, span]);
  }

  /** @param {TextSpan[]} pieces */
  replace(pieces) {
    this.pieces = [...pieces].sort((a, b) => a[0] - b[0]);
    this.current = null;
    document.getSelection()?.removeAllRanges();
    this.#notify();
  }

  /** @param {number} index of the piece */
  remove(index) {
    this.pieces = this.pieces.filter((_, at) => at !== index);
    this.#notify();
  }

  clear() {
    [this.current, this.pieces] = [null, []];
    this.#notify();
  }

  #notify() {
    this.dispatchEvent(new Event("change"));
  }
}
