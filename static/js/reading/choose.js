// The chosen claim: its row, its words in the text and its panel say the same. Choosing a row shows its words, choosing words
// shows their claim; pressed again at the same words, the next claim around them.
import { announce, focusOn } from "../focus.js";
import { onKey } from "../keys.js";
import { claimsAt } from "./marks.js";

const pause = 120; // ms: going through marks with j asks the server once, not at each mark

export function wireChoose({ index, highlights, words, marksNow }) {
  const around = document.getElementById("around");
  const peek = document.getElementById("peek");
  let chosen = document.getElementById("chosen").dataset.claim ?? null;
  let at = -1;
  let waiting;

  const rowOf = (claim) => document.getElementById(`claim-${claim}`);
  const statementOf = (claim) => rowOf(claim)?.querySelector(".claim-statement").textContent ?? "";
  const marksOf = (claim) => marksNow().filter((mark) => mark.claim === claim);

  function paint() {
    highlights.only("chosen", chosen ? marksOf(chosen).map(({ start, end }) => [start, end]) : []);
    for (const link of document.querySelectorAll('#claims [aria-current="true"]')) link.removeAttribute("aria-current");
    rowOf(chosen)?.querySelector(".claim-statement").setAttribute("aria-current", "true");
    peek.replaceChildren();
    if (!rowOf(chosen)) return;
    const statement = document.createElement("p");
    const button = document.createElement("button");
    statement.textContent = statementOf(chosen);
    button.type = "button";
    button.className = "button is-small";
    button.textContent = "Open the claim";
    button.addEventListener("click", () => {
      document.getElementById("view-work").checked = true;
      focusOn(document.getElementById("chosen-title"));
    });
    peek.append(statement, button);
  }

  /** The claims whose words meet here, each one press away; nothing where there is only one. */
  function offerAround(claims) {
    around.replaceChildren();
    if (claims.length < 2) return;
    around.append("At these words:");
    for (const claim of claims) {
      const button = document.createElement("button");
      const statement = statementOf(claim) || "evidence for another claim";
      button.type = "button";
      button.className = "button is-plain is-small";
      button.textContent = statement.length > 60 ? `${statement.slice(0, 58)}…` : statement;
      button.setAttribute("aria-pressed", String(claim === chosen));
      button.addEventListener("click", () => {
        choose(claim, null);
        for (const other of around.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
      });
      around.append(button);
    }
  }

  function scrollTo({ start, end }) {
    const range = index.rangeOf(start, end);
    const frame = words.closest(".desk-text");
    const inner = frame.scrollHeight > frame.clientHeight && getComputedStyle(frame).overflowY !== "visible";
    const box = inner ? frame.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const mark = range.getBoundingClientRect();
    if (mark.top >= box.top + 64 && mark.bottom <= box.bottom - 64) return;
    (inner ? frame : window).scrollBy({ top: mark.top - box.top - (box.bottom - box.top) / 3 });
  }

  function ask(claim) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const address = new URL(location.href);
      address.searchParams.set("claim", claim);
      history.replaceState(history.state, "", address);
      htmx.ajax("GET", address.pathname + address.search, { source: "#chosen", target: "#chosen", swap: "outerHTML" });
    }, pause);
  }

  /** Choose a claim; `mark` is where to look in the text, null leaves the text where it is. */
  function choose(claim, mark) {
    const isNew = claim !== chosen;
    chosen = claim;
    paint();
    rowOf(claim)?.scrollIntoView({ block: "nearest" });
    if (mark) scrollTo(mark);
    if (isNew || !document.querySelector("#chosen[data-claim]")) ask(claim);
  }

  function showText() {
    const view = document.getElementById("view-text");
    if (view && !view.checked && getComputedStyle(view.closest("fieldset")).display !== "none") view.checked = true;
  }

  function step(by) {
    const marks = marksNow();
    if (!marks.length) {
      announce("Nothing is marked yet.");
      return;
    }
    const from = marks[at]?.claim === chosen ? at : marks.findIndex((mark) => mark.claim === chosen);
    at = from < 0 ? (by > 0 ? 0 : marks.length - 1) : (from + by + marks.length) % marks.length;
    const mark = marks[at];
    showText();
    choose(mark.claim, mark);
    offerAround([]);
    announce(
      `Mark ${at + 1} of ${marks.length}, ${mark.kind}: ${index.slice(mark.start, mark.end)}. Claim: ${statementOf(mark.claim)}`,
    );
  }

  document.getElementById("work").addEventListener("click", (event) => {
    const isPlainClick = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    const show = event.target.closest("[data-show]");
    const link = event.target.closest('a[href^="?claim="]');
    if (show) {
      const row = show.closest("[data-marks]");
      const marks = marksNow().filter((mark) => mark.row === row);
      const next = marks[(marks.findIndex((mark) => mark === marksNow()[at]) + 1) % marks.length];
      at = marksNow().indexOf(next);
      showText();
      choose(row.dataset.claim, next);
      announce(`Shown in the text: ${index.slice(next.start, next.end)}`);
    } else if (link && isPlainClick) {
      event.preventDefault();
      offerAround([]);
      const claim = new URL(link.href).searchParams.get("claim");
      choose(claim, marksOf(claim)[0]);
    }
  });

  words.addEventListener("click", (event) => {
    if (!document.getSelection()?.isCollapsed) return;
    const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const found = caret ?? document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const node = found?.offsetNode ?? found?.startContainer;
    if (!node || !words.contains(node)) return;
    const claims = claimsAt(marksNow(), index.pointOf(node, found.offset ?? found.startOffset));
    if (!claims.length) return;
    const which = (claims.indexOf(chosen) + 1) % claims.length;
    choose(claims[which], null);
    offerAround(claims);
    const others = claims.length > 1 ? ` ${which + 1} of ${claims.length} at these words; press again for the next.` : "";
    announce(`Claim: ${statementOf(claims[which])}.${others}`);
  });

  onKey("j", "Next mark", () => step(1));
  onKey("k", "Mark before", () => step(-1));

  return {
    get chosen() {
      return chosen;
    },
    /** Rows changed, or the panel arrived. */
    refresh: paint,
    /** An act was saved: its claim is the chosen one now, painted before its panel is asked for. */
    saved(claim) {
      chosen = claim;
      offerAround([]);
      paint();
      const row = rowOf(claim) ?? document.querySelector(`#passages > [data-claim="${CSS.escape(claim)}"]`);
      focusOn(row?.querySelector("a"));
      row?.scrollIntoView({ block: "nearest" });
      ask(claim);
    },
    scrollToFirst() {
      const mark = chosen && marksOf(chosen)[0];
      if (mark) scrollTo(mark);
    },
  };
}
