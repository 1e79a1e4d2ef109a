// The marks of the article. The rows of the list contain those of their claims, and people who cannot see highlights read the rows.
// A list in parts has rows only for one part: #marks contains the marks of all of them.
// data-marks="12-40 88-90;120-130" on a row means two mentions, the first in two pieces.
import { find, findAll } from "../elements.js";

/**
 * The claims of a list in parts: those of #marks, and those whose rows have been in the page since.
 *
 * @type {Map<string, ListedClaim> | undefined}
 */
let ofAllParts;

/**
 * @param {string} marks
 * @returns {TextSpan[]}
 */
function parse(marks) {
  const pieces = marks.split(/[; _]/).filter(Boolean);
  return pieces.map((piece) => {
    const [start, end] = piece.split("-").map(Number);
    return [start, end];
  });
}

function readAllParts() {
  /** @type {Map<string, ListedClaim>} */
  const claims = new Map();
  for (const entry of find("#marks", HTMLElement)?.dataset.claims?.split(",") ?? []) {
    const [claim, kind, sentence, spans] = entry.split(" ");
    claims.set(claim, { claim, kind, sentence: Number(sentence), spans });
  }
  return claims;
}

/**
 * Return the listed claims of all parts by their ids.
 *
 * @returns {Map<string, ListedClaim>}
 */
export function listedClaims() {
  const isInParts = find("#marks", HTMLElement) !== null;
  if (isInParts) ofAllParts ??= readAllParts();
  const claims = ofAllParts ?? new Map();
  for (const { dataset } of findAll("#claims > [data-marks]")) {
    const { claim = "", layer: kind = "", sentence, marks: spans = "" } = dataset;
    claims.set(claim, { claim, kind, sentence: Number(sentence), spans });
  }
  return claims;
}

/**
 * Return the number of each sentence with claims, by its start.
 *
 * @param {Map<string, ListedClaim>} claims
 * @returns {Map<number, number>}
 */
export function sentenceNumbers(claims) {
  const starts = [...new Set([...claims.values()].map(({ sentence }) => sentence))].sort((a, b) => a - b);
  return new Map(starts.map((start, at) => [start, at + 1]));
}

/**
 * Return the pieces of the first mention of a claim.
 *
 * @param {string} claim
 * @returns {TextSpan[]}
 */
export const firstMentionOf = (claim) => parse(listedClaims().get(claim)?.spans.split(";")[0] ?? "");

/**
 * Return every mark in the order of the text. A mention in two pieces has two marks.
 *
 * @returns {ArticleMark[]}
 */
export function readMarks() {
  const ofClaims = [...listedClaims().values()].flatMap(({ claim, kind, sentence, spans }) =>
    parse(spans).map(([start, end], at) => {
      /** @type {ArticleMark} */
      const mark = { start, end, claim, kind, rowId: `claim-${claim}`, sentence: at ? undefined : sentence };
      return mark;
    }),
  );
  const ofPassages = findAll("#passages > [data-marks]").flatMap(({ id: rowId, dataset }) => {
    const { marks: spans = "", claim = "", stance } = dataset;
    return parse(spans).map(([start, end]) => ({ start, end, claim, kind: "evidence", stance, rowId }));
  });
  return [...ofClaims, ...ofPassages].sort((a, b) => a.start - b.start || b.end - a.end);
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
