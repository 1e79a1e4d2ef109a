// Selects text with the keyboard alone: s and Shift+s go to the next and the previous sentence, ← → narrow to a word and go from
// word to word, Shift with an arrow extends or shortens the end, ↑ ↓ go back to sentences, Esc clears the selection.
import { get } from "../elements.js";
import { announce } from "../focus.js";
import { onKey } from "../keys.js";
import { countPoints } from "./text-index.js";

/** @import { Selection } from "./selection.js" */
/** @import { TextIndex } from "./text-index.js" */
/** @typedef {"sentence" | "word"} Unit */

const toolbarHeight = 96; // px of free space below the selection

/**
 * Create a segmenter for the language of the article, or for that of the browser if the language is not valid.
 *
 * @param {string | undefined} language
 * @param {Unit} granularity
 */
function segmenter(language, granularity) {
  try {
    return new Intl.Segmenter(language, { granularity });
  } catch {
    return new Intl.Segmenter(undefined, { granularity });
  }
}

/**
 * The paragraphs of the text. A paragraph can consist of several text nodes, because a part of it can be marked.
 *
 * @param {TextIndex} index
 */
function blocksOf(index) {
  /** @type {{ paragraph: Element, start: number, text: string }[]} */
  const blocks = [];
  for (const [at, node] of index.nodes.entries()) {
    const paragraph = node.parentElement?.closest("p");
    if (!paragraph || !index.root.contains(paragraph)) continue;
    const last = blocks.at(-1);
    if (last?.paragraph === paragraph) last.text += node.data;
    else blocks.push({ paragraph, start: index.starts[at], text: node.data });
  }
  return blocks;
}

/**
 * @param {object} desk
 * @param {TextIndex} desk.index
 * @param {Selection} desk.selection
 * @param {HTMLElement} desk.article
 * @param {HTMLElement} [desk.frame] the element that scrolls, with the text in it
 */
export function attachSentenceCursor({ index, selection, article, frame = get(".desk-text", HTMLElement) }) {
  const language = article.lang || undefined;
  const segmenters = { sentence: segmenter(language, "sentence"), word: segmenter(language, "word") };
  const blocks = blocksOf(index);

  /**
   * The sentences or words of one paragraph.
   *
   * @param {number} at index of the paragraph
   * @param {Unit} unit
   */
  function segmentsOf(at, unit) {
    const { start, text } = blocks[at];
    /** @type {TextSpan[]} */
    const spans = [];
    let end = start;
    for (const part of segmenters[unit].segment(text)) {
      const from = end;
      end += countPoints(part.segment);
      if (unit === "word" && !part.isWordLike) continue;
      const span = index.trimmed(from, end);
      if (span) spans.push(span);
    }
    return spans;
  }

  /**
   * The first segment that starts at `point` or later, or, going back, the last that ends at `point` or earlier.
   *
   * @param {Unit} unit
   * @param {number} point in code points
   * @param {1 | -1} direction
   */
  function neighbor(unit, point, direction) {
    const start = blocks.findLastIndex((block) => block.start <= point);
    for (let at = Math.max(start, 0); at >= 0 && at < blocks.length; at += direction) {
      const spans = segmentsOf(at, unit);
      const span = direction > 0 ? spans.find(([start]) => start >= point) : spans.findLast(([, end]) => end <= point);
      if (span) return span;
    }
    return null;
  }

  /** The offset of the first paragraph on the screen. */
  function firstVisible() {
    const top = Math.max(frame.getBoundingClientRect().top, 0);
    const isVisible = (/** @type {Element} */ block) => block.getBoundingClientRect().bottom > top;
    const first = [...article.children].find((block) => block.textContent?.trim() && isVisible(block));
    return first ? index.pointOf(first, 0) : 0;
  }

  /** @param {TextSpan} span */
  function scrollIntoView(span) {
    const range = index.rangeOf(...span);
    const { top, bottom } = frame.getBoundingClientRect();
    const visibleTop = Math.max(top, 0);
    const visibleBottom = Math.min(bottom, innerHeight) - toolbarHeight;
    const before = range.getBoundingClientRect();
    if (before.top >= visibleTop + 48 && before.bottom <= visibleBottom) return;
    range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    const after = range.getBoundingClientRect();
    if (after.bottom <= visibleBottom && after.top >= visibleTop) return;
    const scroller = frame.scrollHeight > frame.clientHeight ? frame : window;
    scroller.scrollBy(0, after.top - visibleTop - toolbarHeight);
  }

  /**
   * @param {TextSpan} span
   * @param {string} [text] what to announce, if it is not the whole selection
   */
  function show(span, text = index.slice(...span)) {
    selection.select(span, "keys");
    scrollIntoView(span);
    announce(text);
  }

  /** @param {1 | -1} direction */
  function moveBySentence(direction) {
    const warning = article.closest("details:not([open])");
    if (warning) {
      get("summary", HTMLElement, warning).focus();
      announce("The text is hidden by a content warning. Open the warning first.");
      return;
    }
    article.focus({ preventScroll: true });
    const from = selection.current;
    const point = from ? from[direction > 0 ? 1 : 0] : firstVisible();
    const span = neighbor("sentence", point, direction);
    if (span) show(span);
  }

  /**
   * @param {TextSpan} current
   * @param {1 | -1} direction
   */
  function moveByWord([start, end], direction) {
    const isWord = String(neighbor("word", start, 1)) === String([start, end]);
    const edge = direction > 0 ? end : start;
    const opposite = direction > 0 ? start : end;
    const span = isWord ? neighbor("word", edge, direction) : neighbor("word", opposite, direction);
    if (span) show(span);
  }

  /**
   * Move the end of the selection.
   *
   * @param {TextSpan} current
   * @param {Unit} unit
   * @param {1 | -1} direction
   */
  function extend([start, end], unit, direction) {
    if (direction > 0) {
      const next = neighbor(unit, end, 1);
      if (next) show([start, next[1]], index.slice(...next));
      return;
    }
    const last = neighbor(unit, end, -1);
    const previous = last && neighbor(unit, last[0], -1);
    if (previous && previous[0] >= start) show([start, previous[1]]);
  }

  /** @type {Record<string, (current: TextSpan) => void>} */
  const moves = {
    ArrowRight: (current) => moveByWord(current, 1),
    ArrowLeft: (current) => moveByWord(current, -1),
    ArrowDown: () => moveBySentence(1),
    ArrowUp: () => moveBySentence(-1),
    "Shift+ArrowRight": (current) => extend(current, "word", 1),
    "Shift+ArrowLeft": (current) => extend(current, "word", -1),
    "Shift+ArrowDown": (current) => extend(current, "sentence", 1),
    "Shift+ArrowUp": (current) => extend(current, "sentence", -1),
  };
  /** @type {Record<string, string>} */
  const mirrored = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };

  article.addEventListener("keydown", (event) => {
    const { current } = selection;
    if (!current || selection.by !== "keys" || event.ctrlKey || event.metaKey || event.altKey) return;
    const parent = index.positionOf(current[0])[0].parentElement;
    const isRtl = parent && getComputedStyle(parent).direction === "rtl";
    const key = (isRtl && mirrored[event.key]) || event.key;
    const move = moves[event.shiftKey ? `Shift+${key}` : key];
    if (!move) return;
    event.preventDefault();
    move(current);
  });
  onKey("s", "Select the next sentence. Then ← and → narrow the selection, and Shift extends it.", () => moveBySentence(1));
  onKey("S", "Select the previous sentence", () => moveBySentence(-1));
}
