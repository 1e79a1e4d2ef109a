// Which words are selected now, and which pieces the act under way has. Everything else on the desk listens to it.

/** Announces "change" whenever `current` or `pieces` do. Places are [start, end] in code points. */
export class Selection extends EventTarget {
  current = null;
  pieces = [];

  /** Select a place, or nothing. `by` is "pointer" or "keys". */
  select(place, by = "pointer") {
    if (String(place) === String(this.current) && by === this.by) return;
    [this.current, this.by] = [place, by];
    this.#changed();
  }

  /** Take what is selected as the only piece, or as one more. */
  take(isMore = false) {
    if (!this.current) return;
    const others = isMore ? this.pieces.filter(([start, end]) => end <= this.current[0] || start >= this.current[1]) : [];
    this.put([...others, this.current]);
  }

  put(pieces) {
    this.pieces = [...pieces].sort((a, b) => a[0] - b[0]);
    this.current = null;
    document.getSelection()?.removeAllRanges();
    this.#changed();
  }

  drop(which) {
    this.pieces = this.pieces.filter((_, at) => at !== which);
    this.#changed();
  }

  clear() {
    [this.current, this.pieces] = [null, []];
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
