// The text of the article as the server counts it: code points from 0, half-open. Browsers count UTF-16 code units. Only this module
// converts between the two. The page contains every character of the text, so each offset is exact.

const surrogate = /[\ud800-\udbff]/;

/**
 * Count the code points of a string.
 *
 * @param {string} string
 */
export function countPoints(string) {
  if (!surrogate.test(string)) return string.length;
  let count = 0;
  for (const _ of string) count += 1;
  return count;
}

/**
 * Return the offsets in code units at which surrogate pairs start. Computed once for each text node, so that converting an offset
 * does not read the node from its start.
 *
 * @param {string} string
 */
function pairOffsets(string) {
  /** @type {number[]} */
  const offsets = [];
  if (!surrogate.test(string)) return offsets;
  for (let unit = 0; unit < string.length; unit += 1) {
    if ((string.codePointAt(unit) ?? 0) <= 0xffff) continue;
    offsets.push(unit);
    unit += 1;
  }
  return offsets;
}

/**
 * Count the leading numbers that satisfy a predicate by binary search. The predicate is true for a prefix and false after it.
 *
 * @param {number[]} numbers
 * @param {(number: number, index: number) => boolean} predicate
 */
function countPrefix(numbers, predicate) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (predicate(numbers[middle], middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Converts between code points of the text and positions in the page. */
export class TextIndex {
  /**
   * The text nodes in order.
   * @type {Text[]}
   */
  nodes = [];

  /**
   * The offset in code points at which each node starts.
   * @type {number[]}
   */
  starts = [];

  /** The length of the text in code points. */
  length = 0;

  /**
   * The text of each node when the index was created.
   * @type {string[]}
   */
  #data = [];
  /** @type {number[][]} */
  #pairs = [];
  /** @type {Map<Node, number>} */
  #indexes = new Map();
  #graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

  /** @param {HTMLElement} root the element whose text content is the canonical text */
  constructor(root) {
    this.root = root;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!(node instanceof Text)) continue;
      const pairs = pairOffsets(node.data);
      this.#indexes.set(node, this.nodes.length);
      this.nodes.push(node);
      this.starts.push(this.length);
      this.#data.push(node.data);
      this.#pairs.push(pairs);
      this.length += node.length - pairs.length;
    }
  }

  /** The whole text when the index was created. */
  get text() {
    return this.#data.join("");
  }

  /** Whether the page still contains the same text in the same nodes. */
  isIntact() {
    const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
    const isSame = this.nodes.every((node, at) => walker.nextNode() === node && node.data === this.#data[at]);
    return isSame && walker.nextNode() === null;
  }

  /**
   * Convert a position in the page to an offset in code points.
   *
   * @param {Node} node
   * @param {number} offset as in a Range
   */
  pointOf(node, offset) {
    const at = this.#indexes.get(node);
    // An offset inside a surrogate pair counts as after it.
    if (at !== undefined) return this.starts[at] + offset - countPrefix(this.#pairs[at], (unit) => unit + 2 <= offset);
    const before = document.createRange();
    before.setStart(this.root, 0);
    before.setEnd(node, offset);
    return countPoints(before.toString());
  }

  /**
   * Convert an offset in code points to a text node and an offset in code units. The end of a span is in the node of its last
   * character.
   *
   * @param {number} point
   * @param {boolean} [isEnd]
   * @returns {[Text, number]}
   */
  positionOf(point, isEnd = false) {
    let low = 0;
    let high = this.nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] < point || (!isEnd && this.starts[middle] === point)) low = middle;
      else high = middle - 1;
    }
    const node = this.nodes[low];
    const pairs = this.#pairs[low];
    const points = Math.min(point - this.starts[low], this.#data[low].length - pairs.length);
    return [node, points + countPrefix(pairs, (unit, before) => unit - before < points)];
  }

  /**
   * Create a live range, for measuring and scrolling.
   *
   * @param {number} start
   * @param {number} end
   */
  rangeOf(start, end) {
    const range = document.createRange();
    const [first, from] = this.positionOf(start);
    const [last, to] = this.positionOf(end, true);
    range.setStart(first, Math.min(from, first.length)); // a node of a changed page may be shorter
    range.setEnd(last, Math.min(to, last.length));
    return range;
  }

  /**
   * Create a range that the browser does not update. It is cheaper, and the text never changes.
   *
   * @param {number} start
   * @param {number} end
   */
  staticRangeOf(start, end) {
    const [startContainer, startOffset] = this.positionOf(start);
    const [endContainer, endOffset] = this.positionOf(end, true);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  /**
   * Return the text of a span, even if the page has changed.
   *
   * @param {number} start
   * @param {number} end
   */
  slice(start, end) {
    const [first, from] = this.positionOf(start);
    const [last, to] = this.positionOf(end, true);
    const [low, high] = [this.#indexes.get(first) ?? 0, this.#indexes.get(last) ?? 0];
    if (low >= high) return this.#data[high].slice(from, low === high ? to : 0);
    return this.#data[low].slice(from) + this.#data.slice(low + 1, high).join("") + this.#data[high].slice(0, to);
  }

  /**
   * Convert a range of the page to a span: limited to the text, without white space around it, on grapheme boundaries.
   *
   * @param {Range} range
   * @returns {TextSpan | null} null if the range contains no text
   */
  spanOf(range) {
    if (!range.intersectsNode(this.root)) return null;
    const whole = document.createRange();
    whole.selectNodeContents(this.root);
    const startsInside = range.compareBoundaryPoints(Range.START_TO_START, whole) >= 0;
    const endsInside = range.compareBoundaryPoints(Range.END_TO_END, whole) <= 0;
    const start = startsInside ? this.pointOf(range.startContainer, range.startOffset) : 0;
    const end = endsInside ? this.pointOf(range.endContainer, range.endOffset) : this.length;
    return start < end ? this.trimmed(...this.snapped(start, end)) : null;
  }

  /**
   * Remove white space at both ends of a span.
   *
   * @param {number} start
   * @param {number} end
   * @returns {TextSpan | null} null if nothing is left
   */
  trimmed(start, end) {
    const text = this.slice(start, end);
    const from = start + countPoints(text) - countPoints(text.trimStart());
    const to = end - (countPoints(text) - countPoints(text.trimEnd()));
    return from < to ? [from, to] : null;
  }

  /**
   * Extend a span to grapheme boundaries, as the server does.
   *
   * @param {number} start
   * @param {number} end
   * @returns {TextSpan}
   */
  snapped(start, end) {
    const [first, from] = this.positionOf(start);
    const [last, to] = this.positionOf(end, true);
    const startGrapheme = from > 0 ? this.#graphemes.segment(first.data).containing(from) : undefined;
    const endGrapheme = to > 0 ? this.#graphemes.segment(last.data).containing(to) : undefined;
    const newEnd = endGrapheme && endGrapheme.index < to ? endGrapheme.index + endGrapheme.segment.length : to;
    return [this.pointOf(first, startGrapheme?.index ?? from), this.pointOf(last, newEnd)];
  }

  /**
   * Find the only exact occurrence of a text.
   *
   * @param {string} text
   * @returns {TextSpan | null} null if there is no occurrence or more than one
   */
  onlySpanOf(text) {
    const whole = this.text;
    const at = text ? whole.indexOf(text) : -1;
    if (at < 0 || whole.includes(text, at + 1)) return null;
    const start = countPoints(whole.slice(0, at));
    return [start, start + countPoints(text)];
  }
}
