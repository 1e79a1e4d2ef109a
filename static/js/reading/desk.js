// Entry point of the reading desk: connects the text, the list and the forms. Without this script, people use the plain form.
import { find, get } from "../elements.js";
import { afterSwap } from "../swap.js";
import { textCheck } from "./canonical-text.js";
import { attachChains } from "./chain.js";
import { attachClaimSearch } from "./claim-search.js";
import { attachClaimSelection } from "./claim-selection.js";
import { canPaint, Highlights } from "./highlights.js";
import { sortLists } from "./list.js";
import { attachMargin } from "./margin.js";
import { attachMarking } from "./marking.js";
import { readMarks } from "./marks.js";
import { NearMarks } from "./near.js";
import { attachParts } from "./parts.js";
import { attachPointer } from "./pointer.js";
import { Selection } from "./selection.js";
import { attachSentenceCursor } from "./sentence-cursor.js";
import { TextIndex } from "./text-index.js";
import { attachToolbar } from "./toolbar.js";

const article = get("#words", HTMLElement);
const index = new TextIndex(article);
const highlights = new Highlights(index);
const selection = new Selection(textCheck(index));
/** @type {ArticleMark[]} */
let marks = [];

const near = new NearMarks(index);
const nearMarks = () => near.of(marks);
const margin = attachMargin({ index, article, nearMarks, select: (claim) => claimSelection.select(claim) });

function paint() {
  highlights.paint(nearMarks());
  margin.draw();
}

function repaint() {
  sortLists();
  marks = readMarks();
  paint();
}

near.addEventListener("change", paint);

let nameSelectedClaim = () => {};
const claimSelection = attachClaimSelection({
  index,
  highlights,
  article,
  marksNow: () => marks,
  selects(claim) {
    margin.choose(claim);
    nameSelectedClaim();
  },
});
repaint();
claimSelection.refresh();
claimSelection.scrollToSelected();
attachChains();
attachParts();

selection.addEventListener("refused", () => {
  const explanation = get("#text-changed", HTMLTemplateElement).content.cloneNode(true);
  get("#notice", HTMLElement).replaceChildren(explanation);
});

const section = document.getElementById("marking");
if (section) {
  const marking = attachMarking({ section, index, selection, highlights, selectedClaim: () => claimSelection.selected });
  attachPointer({ index, selection, article });
  attachSentenceCursor({ index, selection, article });
  nameSelectedClaim = attachToolbar({ index, selection, open: marking.open, marking: section });
  attachClaimSearch();
  marking.restore();
}
if (!canPaint) document.querySelector("[data-no-highlights]")?.removeAttribute("hidden");

afterSwap(() => {
  repaint();
  const saved = find("#saved > [data-saved]", HTMLElement);
  if (!saved) return claimSelection.refresh();
  claimSelection.saved(saved.dataset.saved ?? "");
  saved.remove();
});
