// The marks of the article. The list of claims is where they are written down (data-marks on each row), for people who
// cannot see a highlight as for this script: "12-40 88-90;120-130" are two mentions, the first in two pieces.

const parse = (marks) =>
  marks
    .split(";")
    .filter(Boolean)
    .map((mention) => mention.split(" ").map((piece) => piece.split("-").map(Number)));

/** Every mark in the order of the text: {start, end, claim, kind, row}. A mention in two pieces has two marks. */
export function readMarks() {
  const found = [];
  for (const row of document.querySelectorAll("#claims > [data-marks], #passages > [data-marks]")) {
    const kind = row.dataset.layer ?? "evidence";
    for (const mention of parse(row.dataset.marks)) {
      for (const [start, end] of mention) found.push({ start, end, claim: row.dataset.claim, kind, row });
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The claims whose words are at this place, the closest around it first. */
export function claimsAt(marks, point) {
  const around = marks.filter((mark) => mark.start <= point && point < mark.end);
  around.sort((a, b) => a.end - a.start - (b.end - b.start));
  return [...new Set(around.map((mark) => mark.claim))];
}
