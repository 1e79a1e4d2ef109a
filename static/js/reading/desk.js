// The reading desk: wires the text, the list and the forms together. Without this script the plain form does the same.
import { wireChains } from "./chain.js";
import { wireChoose } from "./choose.js";
import { wireClaimSearch } from "./claim-search.js";
import { canPaint, Highlights } from "./highlights.js";
import { settleLists } from "./list.js";
import { wireMarking } from "./marking.js";
import { readMarks } from "./marks.js";
import { wirePointer } from "./pointer.js";
import { Selection } from "./selection.js";
import { wireSentenceCursor } from "./sentence-cursor.js";
import { TextIndex } from "./text-index.js";
import { wireToolbar } from "./toolbar.js";

const words = document.getElementById("words");
const index = new TextIndex(words);
const highlights = new Highlights(index);
const selection = new Selection();
let marks = [];

function repaint() {
  settleLists();
  marks = readMarks();
  highlights.paint(marks);
}

repaint();
const choosing = wireChoose({ index, highlights, words, marksNow: () => marks });
choosing.refresh();
choosing.scrollToFirst();
wireChains();

if (document.getElementById("marking")) {
  const marking = wireMarking({ index, selection, highlights, chosenNow: () => choosing.chosen });
  wirePointer({ index, selection, words });
  wireSentenceCursor({ index, selection, words });
  wireToolbar({ index, selection, open: marking.open, marking: marking.section });
  wireClaimSearch();
  marking.restore();
}
if (!canPaint) document.querySelector("[data-no-highlights]")?.removeAttribute("hidden");

document.addEventListener("htmx:after:swap", () => {
  repaint();
  const saved = document.querySelector("#saved > [data-saved]");
  if (saved) {
    choosing.saved(saved.dataset.saved);
    saved.remove();
  } else choosing.refresh();
  wireChains();
});
