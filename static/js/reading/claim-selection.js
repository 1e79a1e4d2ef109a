// The selected claim: its row in the list, its marks in the text and its panel. Selecting a row scrolls to its marks; clicking a
// mark selects its claim, and clicking the same place again selects the next claim marked there.
import { closest, find, get, plainButton } from "../elements.js";
import { announce, focusOn } from "../focus.js";
import { onKey } from "../keys.js";
import { claimsAt, listedClaims } from "./marks.js";

/** @import { Highlights } from "./highlights.js" */
/** @import { TextIndex } from "./text-index.js" */

const debounce = 120; // ms: stepping through marks with j loads the panel once, not for each mark
const longestLabel = 60; // characters

/**
 * Connect the list of claims with the text.
 *
 * @param {object} desk
 * @param {TextIndex} desk.index
 * @param {Highlights} desk.highlights
 * @param {HTMLElement} desk.article
 * @param {() => ArticleMark[]} desk.marksNow
 * @param {(claim: string | null) => void} desk.selects is called with the selected claim
 */
export function attachClaimSelection({ index, highlights, article, marksNow, selects }) {
  const around = get("#around", HTMLElement);
  const peek = get("#peek", HTMLElement);
  /** @type {string | null} */
  let selected = get("#chosen", HTMLElement).dataset.claim ?? null;
  let current = -1; // index of the current mark
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let isLoading = false; // whether the panel displays another claim than the selected one
  /** @type {Element | null} */
  let saving = null; // the form whose request is in progress
  /** @type {unknown} */
  let newest = null; // the newest request for the panel, which cancels the ones before it
  /** @type {{ claim: string, run: () => void } | null} */
  let awaited = null; // what to do when the row of a claim in another part of the list is in the page
  const panel = () => get("#chosen", HTMLElement);

  /**
   * Disable the panel while it does not display the selected claim: its controls and keys belong to the claim that it displays.
   * Disable the toolbar while a form is being saved (saving.js): the forms that it opens would offer the claim that was selected
   * before, and the response closes them.
   */
  function holdControls() {
    const isHeld = isLoading || saving !== null;
    panel().inert = isHeld;
    panel().setAttribute("aria-busy", String(isHeld));
    find("#toolbar", HTMLElement)?.toggleAttribute("data-saving", saving !== null);
  }

  const rowOf = (/** @type {string | null} */ claim) => document.getElementById(`claim-${claim}`);
  const linkOf = (/** @type {string | null} */ claim) => rowOf(claim)?.querySelector(".claim-statement");
  const statementOf = (/** @type {string | null} */ claim) => linkOf(claim)?.textContent ?? "";
  /** @type {(claim: string) => boolean} */
  const isInOtherPart = (claim) => !rowOf(claim) && listedClaims().has(claim);
  const marksOf = (/** @type {string} */ claim) => marksNow().filter((mark) => mark.claim === claim);

  /**
   * The marks of the claim's own words; those of its evidence only if the article does not mention the claim.
   *
   * @param {string} claim
   */
  function wordsOf(claim) {
    const all = marksOf(claim);
    const mentions = all.filter(({ kind }) => kind !== "evidence");
    return mentions.length ? mentions : all;
  }

  /** Open the panel in the row of the selected claim, or after the list if the claim has no row. */
  function placePanel() {
    const open = panel();
    const row = rowOf(selected);
    if (row ? open.parentElement === row : !open.closest("#claims")) return;
    const hadFocus = open.contains(document.activeElement);
    if (row) row.append(open);
    else get("#around", HTMLElement).after(open);
    if (hadFocus) focusOn(row?.querySelector("a"));
  }

  function paint() {
    placePanel();
    highlights.only("chosen", selected ? wordsOf(selected).map(({ start, end }) => [start, end]) : []);
    for (const link of document.querySelectorAll('#claims [aria-current="true"]')) link.removeAttribute("aria-current");
    linkOf(selected)?.setAttribute("aria-current", "true");
    selects(selected);
    peek.replaceChildren();
    if (!rowOf(selected)) return;
    const statement = document.createElement("p");
    statement.textContent = statementOf(selected);
    const open = plainButton("Open the claim", () => {
      get("#view-work", HTMLInputElement).checked = true;
      focusOn(document.getElementById("chosen-title"));
    });
    open.classList.remove("is-plain");
    peek.append(statement, open);
  }

  /**
   * Offer a button for each claim that is marked at one place; none if there is only one claim.
   *
   * @param {string[]} claims
   */
  function offerAround(claims) {
    around.replaceChildren();
    if (claims.length < 2) return;
    around.append("Marked here:");
    for (const claim of claims) {
      const elsewhere = listedClaims().has(claim) ? "claim in another part of the list" : "evidence for another claim";
      const statement = statementOf(claim) || elsewhere;
      const button = plainButton(statement.length > longestLabel ? `${statement.slice(0, longestLabel - 2)}…` : statement, () => {
        select(claim, null);
        for (const other of around.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
      });
      button.setAttribute("aria-pressed", String(claim === selected));
      around.append(button);
    }
  }

  /** @param {ArticleMark} mark */
  function scrollTo({ start, end }) {
    const frame = get(".desk-text", HTMLElement);
    const hasOwnScrollbar = frame.scrollHeight > frame.clientHeight && getComputedStyle(frame).overflowY !== "visible";
    const box = hasOwnScrollbar ? frame.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    const mark = index.rangeOf(start, end).getBoundingClientRect();
    if (mark.top >= box.top + 64 && mark.bottom <= box.bottom - 64) return;
    (hasOwnScrollbar ? frame : window).scrollBy({ top: mark.top - box.top - (box.bottom - box.top) / 3 });
  }

  /**
   * Name the claim in the address of the page.
   *
   * @param {string} claim
   * @returns {URL} the address
   */
  function setAddress(claim) {
    const url = new URL(location.href);
    url.searchParams.set("claim", claim);
    history.replaceState(history.state, "", url);
    return url;
  }

  /** @param {string} claim */
  function loadPanel(claim) {
    clearTimeout(timer);
    isLoading = true;
    holdControls();
    timer = setTimeout(() => {
      timer = undefined;
      const url = setAddress(claim);
      if (isInOtherPart(claim)) url.searchParams.set("list", "1");
      htmx.ajax("GET", url.pathname + url.search, { source: "#chosen", target: "#chosen", swap: "outerHTML" });
    }, debounce);
  }

  /**
   * Select a claim.
   *
   * @param {string} claim
   * @param {ArticleMark | null | undefined} mark where to scroll the text; without it the text does not move
   */
  function select(claim, mark) {
    const isNew = claim !== selected;
    selected = claim;
    paint();
    rowOf(claim)?.scrollIntoView({ block: "nearest" });
    if (mark) scrollTo(mark);
    if (isNew || isLoading || !panel().dataset.claim) loadPanel(claim);
  }

  /**
   * Run a function when the row of a claim is in the page: now, or with the part of the list that contains it.
   *
   * @param {string} claim
   * @param {() => void} run
   */
  function whenListed(claim, run) {
    awaited = null;
    if (isInOtherPart(claim)) awaited = { claim, run };
    else run();
  }

  function runAwaited() {
    if (!awaited || awaited.claim !== selected || !rowOf(selected)) return;
    const { run } = awaited;
    awaited = null;
    rowOf(selected)?.scrollIntoView({ block: "nearest" });
    run();
  }

  function showText() {
    const view = find("#view-text", HTMLInputElement);
    const controls = view?.closest("fieldset");
    if (view && controls && getComputedStyle(controls).display !== "none") view.checked = true;
  }

  /** @param {1 | -1} direction */
  function step(direction) {
    const marks = marksNow();
    if (!marks.length) {
      announce("There are no marks yet.");
      return;
    }
    const from = marks[current]?.claim === selected ? current : marks.findIndex((mark) => mark.claim === selected);
    const outside = direction > 0 ? 0 : marks.length - 1;
    current = from < 0 ? outside : (from + direction + marks.length) % marks.length;
    const mark = marks[current];
    showText();
    select(mark.claim, mark);
    offerAround([]);
    const text = index.slice(mark.start, mark.end);
    const place = `Mark ${current + 1} of ${marks.length}, ${mark.kind}: ${text}.`;
    if (isInOtherPart(mark.claim)) announce(place);
    whenListed(mark.claim, () => announce(`${place} Claim: ${statementOf(mark.claim)}`));
  }

  get("#work", HTMLElement).addEventListener("click", (event) => {
    const isPlainClick = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    const row = closest(event, "[data-show]", Element)?.closest("[data-marks]");
    const link = closest(event, 'a[href^="?claim="]', HTMLAnchorElement);
    if (row instanceof HTMLElement) {
      const marks = marksNow().filter((mark) => mark.rowId === row.id);
      const next = marks[(marks.indexOf(marksNow()[current]) + 1) % marks.length];
      current = marksNow().indexOf(next);
      showText();
      select(next.claim, next);
      announce(`Selected in the text: ${index.slice(next.start, next.end)}`);
    } else if (link && isPlainClick) {
      event.preventDefault();
      offerAround([]);
      const claim = new URL(link.href).searchParams.get("claim") ?? "";
      select(claim, wordsOf(claim)[0]);
    }
  });

  article.addEventListener("click", (event) => {
    if (!document.getSelection()?.isCollapsed) return;
    const point = pointAt(event.clientX, event.clientY);
    if (!point || !article.contains(point.node)) return;
    const claims = claimsAt(marksNow(), index.pointOf(point.node, point.offset));
    if (!claims.length) return;
    const next = (claims.indexOf(selected ?? "") + 1) % claims.length;
    select(claims[next], null);
    const others = claims.length > 1 ? ` ${next + 1} of ${claims.length} marked here; click again for the next one.` : "";
    whenListed(claims[next], () => {
      offerAround(claims);
      announce(`Claim: ${statementOf(claims[next])}.${others}`);
    });
  });

  // Without a response, the panel still displays the previous claim. Offer to request it again instead of staying disabled.
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    const isAnswered = ctx?.response && ctx.response.status < 400;
    if (ctx?.sourceElement !== panel() || ctx !== newest || isAnswered || timer !== undefined || !isLoading || !selected) return;
    const claim = selected;
    const text = document.createElement("p");
    text.className = "reading-open";
    text.append(
      "This claim could not be loaded.",
      plainButton("Try again", () => loadPanel(claim)),
    );
    panel().replaceChildren(text);
    panel().dataset.claim = ""; // displayed, but of no claim
    panel().removeAttribute("aria-labelledby");
    isLoading = false;
    holdControls();
  });

  // The claim that is being saved will be the selected one.
  document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (ctx?.sourceElement === panel()) newest = ctx;
    if (!ctx?.sourceElement?.matches("#marking form")) return;
    saving = ctx.sourceElement;
    holdControls();
  });
  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (!saving || ctx?.sourceElement !== saving) return;
    saving = null;
    holdControls();
  });

  // Another part of the list replaces the rows, one of which can contain the panel.
  document.addEventListener("htmx:before:swap", ({ detail: { tasks } }) => {
    const part = find("#list-part", HTMLElement);
    if (part?.contains(panel()) && tasks?.some(({ target }) => target === part)) around.after(panel());
  });

  onKey("j", "Next mark", () => step(1));
  onKey("k", "Previous mark", () => step(-1));

  return {
    get selected() {
      return selected;
    },
    /**
     * Select a claim and scroll its row into view; the text does not move.
     *
     * @param {string} claim
     */
    select: (claim) => select(claim, null),
    /** Render the selection again after rows or the panel changed. */
    refresh() {
      // The panel that htmx inserted is a new element, which is not inert. While the timer runs, another claim was selected since.
      if (!panel().inert && timer === undefined) isLoading = false;
      if (!saving?.isConnected) saving = null; // the server returned the form
      holdControls();
      paint();
      runAwaited();
    },
    /**
     * Select the claim of a saved form, whose panel htmx inserted with its row. It replaced the panel of a claim that is still being
     * loaded, so htmx drops that response.
     *
     * @param {string} claim
     */
    saved(claim) {
      clearTimeout(timer);
      timer = undefined;
      isLoading = false;
      selected = claim;
      setAddress(claim);
      offerAround([]);
      holdControls();
      paint();
      whenListed(claim, () => {
        const row = rowOf(claim) ?? find(`#passages > [data-claim="${CSS.escape(claim)}"]`, HTMLElement);
        focusOn(row?.querySelector("a"));
        row?.scrollIntoView({ block: "nearest" });
      });
      if (isInOtherPart(claim)) loadPanel(claim);
    },
    /** Scroll to the row of the claim in the URL, and to its words or to the passage in the fragment of the URL. */
    scrollToSelected() {
      if (!selected) return;
      rowOf(selected)?.scrollIntoView({ block: "nearest" });
      const passage = marksNow().find(({ rowId }) => location.hash === `#${rowId}`);
      const [mark] = passage ? [passage] : wordsOf(selected);
      if (mark) scrollTo(mark);
    },
  };
}

/**
 * Find the position in the page at a point of the window; Safari has only the older of the two methods.
 *
 * @param {number} x
 * @param {number} y
 * @returns {{ node: Node, offset: number } | null}
 */
function pointAt(x, y) {
  if ("caretPositionFromPoint" in document) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = /** @type {Document} */ (document).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}
