// The text of the article as the server counts it: code points from 0, half-open. The browser counts UTF-16 units;
// this is the only place where one becomes the other. Every character of the text is in the page, so nothing is guessed.

const high = /[\ud800-\udbff]/;

const pointsIn = (string) => {
  if (!high.test(string)) return string.length;
  let count = 0;
  for (const _ of string) count += 1;
  return count;
};

/** Where the characters of two units begin, in units. Found once for each text node, so that no place is counted from its start. */
const pairsIn = (string) => {
  const pairs = [];
  if (!high.test(string)) return pairs;
  for (let unit = 0; unit < string.length; unit += 1) {
    if (string.codePointAt(unit) <= 0xffff) continue;
    pairs.push(unit);
    unit += 1;
  }
  return pairs;
};

/** How many of the first numbers hold; `holds` is true for some first ones and false for all after them. */
const countOf = (numbers, holds) => {
  let low = 0;
  let last = numbers.length;
  while (low < last) {
    const middle = (low + last) >> 1;
    if (holds(numbers[middle], middle)) low = middle + 1;
    else last = middle;
  }
  return low;
};

export class TextIndex {
  /** @param {Element} root whose text content is the canonical text */
  constructor(root) {
    this.root = root;
    this.nodes = [];
    this.starts = [];
    this.pairs = [];
    this.at = new Map();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let start = 0;
    while (walker.nextNode()) {
      this.at.set(walker.currentNode, this.nodes.length);
      this.nodes.push(walker.currentNode);
      this.starts.push(start);
      const pairs = pairsIn(walker.currentNode.data);
      this.pairs.push(pairs);
      start += walker.currentNode.length - pairs.length;
    }
    this.length = start;
    this.graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  }

  /** The code point offset of a place in the page. */
  pointOf(node, offset) {
    const which = this.at.get(node);
    // an offset inside a pair counts as after it
    if (which !== undefined) return this.starts[which] + offset - countOf(this.pairs[which], (unit) => unit + 2 <= offset);
    const before = document.createRange();
    before.setStart(this.root, 0);
    before.setEnd(node, offset);
    return pointsIn(before.toString());
  }

  /** [node, unit] of a code point offset; as an end it stays in the node that it closes. */
  placeOf(point, isEnd = false) {
    let low = 0;
    let last = this.nodes.length - 1;
    while (low < last) {
      const middle = (low + last + 1) >> 1;
      if (this.starts[middle] < point || (!isEnd && this.starts[middle] === point)) low = middle;
      else last = middle - 1;
    }
    const node = this.nodes[low];
    const points = Math.min(point - this.starts[low], node.length - this.pairs[low].length);
    return [node, points + countOf(this.pairs[low], (unit, before) => unit - before < points)];
  }

  /** A live range, for measuring and scrolling. */
  rangeOf(start, end) {
    const range = document.createRange();
    range.setStart(...this.placeOf(start));
    range.setEnd(...this.placeOf(end, true));
    return range;
  }

  /** A range that the browser need not keep up to date: the text never changes. */
  paintedOf(start, end) {
    const [startContainer, startOffset] = this.placeOf(start);
    const [endContainer, endOffset] = this.placeOf(end, true);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  slice(start, end) {
    return this.rangeOf(start, end).toString();
  }

  /** [start, end] of a range of the page, cut to the text, without white space around it, on whole characters. Null for nothing. */
  spanOf(range) {
    if (!range.intersectsNode(this.root)) return null;
    const whole = document.createRange();
    whole.selectNodeContents(this.root);
    const isAfter = range.compareBoundaryPoints(Range.START_TO_START, whole) >= 0;
    const isBefore = range.compareBoundaryPoints(Range.END_TO_END, whole) <= 0;
    const start = isAfter ? this.pointOf(range.startContainer, range.startOffset) : 0;
    const end = isBefore ? this.pointOf(range.endContainer, range.endOffset) : this.length;
    return start < end ? this.trimmed(...this.snapped(start, end)) : null;
  }

  trimmed(start, end) {
    const words = this.slice(start, end);
    const from = start + pointsIn(words) - pointsIn(words.trimStart());
    const to = end - (pointsIn(words) - pointsIn(words.trimEnd()));
    return from < to ? [from, to] : null;
  }

  /** Widened to whole characters as people see them; the server does the same. */
  snapped(start, end) {
    const [first, from] = this.placeOf(start);
    const [last, to] = this.placeOf(end, true);
    const begins = from > 0 && from < first.data.length ? this.graphemes.segment(first.data).containing(from).index : from;
    const open = to > 0 && to < last.data.length ? this.graphemes.segment(last.data).containing(to) : null;
    const ends = open && open.index < to ? open.index + open.segment.length : to;
    return [this.pointOf(first, begins), this.pointOf(last, ends)];
  }

  /** [start, end] of the one place where the words stand exactly; null where they stand nowhere or more than once. */
  onlyPlaceOf(words) {
    const text = this.root.textContent;
    const at = words ? text.indexOf(words) : -1;
    if (at < 0 || text.includes(words, at + 1)) return null;
    const start = pointsIn(text.slice(0, at));
    return [start, start + pointsIn(words)];
  }
}
