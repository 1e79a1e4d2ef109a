// Reads the marks of the article from the list of claims, which is also for people who cannot see highlights.
// data-marks="12-40 88-90;120-130" on a row means two mentions, the first in two pieces.
import { findAll } from "../elements.js";

/**
 * @param {string} marks
 * @returns {TextSpan[]}
 */
function parse(marks) {
  const pieces = marks.split(/[; ]/).filter(Boolean);
  return pieces.map((piece) => {
    const [start, end] = piece.split("-").map(Number);
    return [start, end];
  });
}

/**
 * Return the pieces of the first mention in a row of the list.
 *
 * @param {HTMLElement | null} row
 * @returns {TextSpan[]}
 */
export const firstMentionOf = (row) => parse(row?.dataset.marks?.split(";")[0] ?? "");

/**
 * Return every mark in the order of the text. A mention in two pieces has two marks.
 *
 * @returns {ArticleMark[]}
 */
export function readMarks() {
  const rows = findAll("#claims > [data-marks], #passages > [data-marks]");
  const marks = rows.flatMap((row) => {
    const { marks: spans = "", claim = "", layer: kind = "evidence", stance } = row.dataset;
    return parse(spans).map(([start, end]) => ({ start, end, claim, kind, stance, row }));
  });
  return marks.sort((a, b) => a.start - b.start || b.end - a.end);
}

/**
 * Return the claims that are marked at one position, the shortest mark first.
 *
 * @param {ArticleMark[]} marks
 * @param {number} point offset in code points
 * @returns {string[]}
 */
export function claimsAt(marks, point) {
  const around = marks.filter((mark) => mark.start <= point && point < mark.end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  return [...new Set(around.map((mark) => mark.claim))];
}
