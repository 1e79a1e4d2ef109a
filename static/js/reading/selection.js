// The selected text, and the pieces of the form that is open. The other modules of the reading desk listen to its changes. Nothing is
// selected while the page does not contain the canonical text.

/** Sends a "change" event when `current` or `pieces` change, and a "refused" event when the page does not contain the text. */
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

  #isTextIntact;

  /** @param {() => boolean} isTextIntact whether the page contains the canonical text; called for each selection */
  constructor(isTextIntact) {
    super();
    this.#isTextIntact = isTextIntact;
  }

  /**
   * Select a span, or nothing.
   *
   * @param {TextSpan | null} span
   * @param {"pointer" | "keys"} [by]
   */
  select(span, by = "pointer") {
    if (String(span) === String(this.current) && by === this.by) return;
    if (span && this.#isRefused()) return;
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
    if (this.#isRefused()) return;
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

  /** Whether the page does not contain the canonical text; nothing stays selected then. */
  #isRefused() {
    if (this.#isTextIntact()) return false;
    if (this.current) {
      this.current = null;
      this.#notify();
    }
    this.dispatchEvent(new Event("refused"));
    return true;
  }

  #notify() {
    this.dispatchEvent(new Event("change"));
  }
}
