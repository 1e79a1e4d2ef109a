// Words selected with the keyboard alone: s and Shift+s go from sentence to sentence, ← → narrow to a word and go from word to word,
// Shift with an arrow widens or narrows at the end, ↑ ↓ return to sentences, Esc lets go.
import { announce } from "../focus.js";
import { onKey } from "../keys.js";

export function wireSentenceCursor({ index, selection, words }) {
  const language = words.lang || undefined;
  const cutter = (granularity) => {
    try {
      return new Intl.Segmenter(language, { granularity });
    } catch {
      return new Intl.Segmenter(undefined, { granularity });
    }
  };
  const cutters = { sentence: cutter("sentence"), word: cutter("word") };

  const texts = index.nodes.map((node, which) => which).filter((which) => index.nodes[which].parentElement !== words);

  /** The pieces of one text node: [start, end] in code points. */
  function piecesOf(which, unit) {
    const node = index.nodes[which];
    const found = [];
    for (const part of cutters[unit].segment(node.data)) {
      if (unit === "word" && !part.isWordLike) continue;
      const from = index.pointOf(node, part.index);
      const span = index.trimmed(from, index.pointOf(node, part.index + part.segment.length));
      if (span) found.push(span);
    }
    return found;
  }

  /** The next piece that begins after `point`, or with `step` -1 the last that ends before it. */
  function neighbor(unit, point, step) {
    let at = texts.findLastIndex((which) => index.starts[which] <= point);
    at = Math.max(at, 0);
    for (; at >= 0 && at < texts.length; at += step) {
      const pieces = piecesOf(texts[at], unit);
      const found = step > 0 ? pieces.find(([start]) => start >= point) : pieces.findLast(([, end]) => end <= point);
      if (found) return found;
    }
    return null;
  }

  function firstSeen() {
    const top = Math.max(words.closest(".desk-text").getBoundingClientRect().top, 0);
    const seen = [...words.children].find((one) => one.textContent.trim() && one.getBoundingClientRect().bottom > top);
    return seen ? index.pointOf(seen, 0) : 0;
  }

  function show(place, said) {
    selection.select(place, "keys");
    const range = index.rangeOf(...place);
    const { top, bottom } = range.getBoundingClientRect();
    const frame = words.closest(".desk-text").getBoundingClientRect();
    if (top < Math.max(frame.top, 0) + 48 || bottom > Math.min(frame.bottom, innerHeight) - 96) {
      range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
      const after = range.getBoundingClientRect();
      if (after.bottom > Math.min(frame.bottom, innerHeight) - 96 || after.top < Math.max(frame.top, 0)) {
        const scroller = words.closest(".desk-text");
        const frameTop = Math.max(frame.top, 0);
        (scroller.scrollHeight > scroller.clientHeight ? scroller : window).scrollBy(0, after.top - frameTop - 96);
      }
    }
    announce(said ?? index.slice(...place));
  }

  function bySentence(step) {
    const closed = words.closest("details:not([open])");
    if (closed) {
      closed.querySelector("summary").focus();
      announce("The text stands behind a warning. Open it first.");
      return;
    }
    words.focus({ preventScroll: true });
    const from = selection.current;
    const place = neighbor("sentence", from ? (step > 0 ? from[1] : from[0]) : firstSeen(), step);
    if (place) show(place);
  }

  function byWord(step) {
    const [start, end] = selection.current;
    const isWord = String(neighbor("word", start, 1)) === String([start, end]);
    if (!isWord) {
      const inside = step > 0 ? neighbor("word", start, 1) : neighbor("word", end, -1);
      if (inside) show(inside);
      return;
    }
    const place = neighbor("word", step > 0 ? end : start, step);
    if (place) show(place);
  }

  function widen(unit, step) {
    const [start, end] = selection.current;
    if (step > 0) {
      const more = neighbor(unit, end, 1);
      if (more) show([start, more[1]], index.slice(...more));
      return;
    }
    const last = neighbor(unit, end, -1);
    const before = last && neighbor(unit, last[0], -1);
    if (before && before[0] >= start) show([start, before[1]]);
  }

  const acts = {
    ArrowRight: () => byWord(1),
    ArrowLeft: () => byWord(-1),
    ArrowDown: () => bySentence(1),
    ArrowUp: () => bySentence(-1),
    "Shift+ArrowRight": () => widen("word", 1),
    "Shift+ArrowLeft": () => widen("word", -1),
    "Shift+ArrowDown": () => widen("sentence", 1),
    "Shift+ArrowUp": () => widen("sentence", -1),
  };

  words.addEventListener("keydown", (event) => {
    if (!selection.current || selection.by !== "keys" || event.ctrlKey || event.metaKey || event.altKey) return;
    const isRtl = getComputedStyle(index.placeOf(selection.current[0])[0].parentElement).direction === "rtl";
    const turned = isRtl ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[event.key] : undefined;
    const act = acts[`${event.shiftKey ? "Shift+" : ""}${turned ?? event.key}`];
    if (!act) return;
    event.preventDefault();
    act();
  });
  onKey("s", "Select the next sentence; then ← → narrow to words, Shift widens", () => bySentence(1));
  onKey("S", "Select the sentence before", () => bySentence(-1));
}
