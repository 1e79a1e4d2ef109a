// The act under way: its pieces, its form, and what becomes of both. The forms are in the page from the start, so opening one
// asks nobody. What is selected and typed survives a refusal, a reload and a sign-in in between; it goes when it was saved or cancelled.
import { announce, focusOn } from "../focus.js";
import { mine } from "../storage.js";
import { setChain } from "./chain.js";
import { offerClaims } from "./claim-search.js";

const opening = /["“„«‘‹「『]$/;

/** Words as a statement might begin: on one line, without the quotation marks around them. Only so many are read as it may have. */
function asStatement(words) {
  return words
    .slice(0, 1000)
    .replace(/\s+/g, " ")
    .replace(/^["“„«]+/, "")
    .replace(/["”“»,;]+$/, "")
    .slice(0, 500);
}

export function wireMarking({ index, selection, highlights, chosenNow }) {
  const section = document.getElementById("marking");
  if (!section) return { open() {}, section: { hidden: true } };
  const pieces = document.getElementById("pieces");
  const work = document.getElementById("work");
  const { article, revision } = index.root.dataset;
  const key = `selection.${article}`;
  let act = "claim";

  const formOf = (which) => document.getElementById(`${which}-form`);
  const wordsNow = () => selection.pieces.map((place) => index.slice(...place));

  function modeGuess() {
    const [start, end] = selection.pieces[0];
    const before = start > 0 ? index.slice(start - 1, start) : "";
    return opening.test(before + index.slice(start, start + 1)) || opening.test(before) ? "direct" : "indirect";
  }

  function showPieces() {
    pieces.replaceChildren(
      ...wordsNow().map((words, at) => {
        const item = document.createElement("li");
        const quote = document.createElement("blockquote");
        const mark = document.createElement("mark");
        mark.textContent = words.length > 400 ? `${words.slice(0, 300)} … ${words.slice(-80)}` : words;
        mark.dir = "auto";
        quote.className = "quoted is-dense";
        quote.append(mark);
        item.append(quote);
        if (selection.pieces.length > 1) {
          const drop = document.createElement("button");
          drop.type = "button";
          drop.className = "button is-plain is-small";
          drop.textContent = "Drop this piece";
          drop.addEventListener("click", () => selection.drop(at));
          item.append(drop);
        }
        return item;
      }),
    );
  }

  function fill(form) {
    const place = form.querySelector("[data-selection]");
    place.replaceChildren(
      ...selection.pieces.map(([start, end]) => {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "selection";
        field.value = `${start}-${end} ${index.slice(start, end)}`;
        return field;
      }),
    );
    form.elements.revision.value = revision;
  }

  function suggest(form) {
    if ("typed" in form.dataset) return;
    if (form.elements.statement) form.elements.statement.value = asStatement(wordsNow().join(" … "));
    if (form.elements.mode) form.elements.mode.value = modeGuess();
    const chain = form.querySelector("[data-chain]");
    if (chain && !chain.value && section.dataset.outlet) setChain(chain, [section.dataset.outlet]);
  }

  function keep() {
    const isOpen = !section.hidden && selection.pieces.length;
    const put = selection.pieces.map(([start, end]) => [start, end, index.slice(start, end)]);
    mine.set(key, isOpen ? JSON.stringify({ act, revision, pieces: put }) : null);
  }

  function show(which, isMoved = true) {
    act = which;
    section.hidden = false;
    work.dataset.marking = "";
    for (const button of section.querySelectorAll("button[data-act]"))
      button.setAttribute("aria-pressed", button.dataset.act === act);
    for (const name of ["claim", "mention", "passage"]) formOf(name).hidden = name !== act;
    const form = formOf(act);
    showPieces();
    fill(form);
    suggest(form);
    if (act !== "claim" && !("offered" in form.dataset)) {
      form.dataset.offered = "";
      offerClaims(form, wordsNow().join(" "), chosenNow());
    }
    keep();
    if (!isMoved) return;
    const view = document.getElementById("view-work");
    if (view) view.checked = true;
    work.scrollTop = 0;
    focusOn(act === "claim" ? form.elements.statement : form.querySelector("[data-search-claims]"));
  }

  /** Open an act on what is selected; without a name the one that is open goes on, with one more piece or with other words. */
  function open(which, isMore = false) {
    selection.take(isMore);
    if (!selection.pieces.length) {
      announce("Select words in the text first.");
      return;
    }
    for (const name of ["mention", "passage"]) delete formOf(name).dataset.offered;
    show(which ?? act);
  }

  function close() {
    section.hidden = true;
    delete work.dataset.marking;
    selection.clear();
    keep();
  }

  function forget(form) {
    delete form.dataset.typed;
    form.reset();
    mine.set(`draft.${form.dataset.draft}`, null);
    form.querySelector(":scope > [role=status]")?.remove();
  }

  selection.addEventListener("change", () => {
    highlights.only(
      "pending",
      selection.by === "keys" && selection.current ? [...selection.pieces, selection.current] : selection.pieces,
    );
    index.root.toggleAttribute("data-cursor", selection.by === "keys" && Boolean(selection.current));
    if (section.hidden) return;
    showPieces();
    fill(formOf(act));
    keep();
  });
  section.addEventListener("input", (event) => {
    if (event.target.form) event.target.form.dataset.typed = "";
  });
  // Who says it usually stands behind the outlet in the chain, so the chain follows while the name is typed (not when the field
  // is left: the row that appears would move the button that is being pressed). A chain that somebody wrote is left alone.
  let followed = "";
  section.addEventListener("input", (event) => {
    if (event.target.name !== "claimant") return;
    const { outlet } = section.dataset;
    const chain = event.target.form.querySelector("[data-chain]");
    const name = event.target.value.trim();
    if (!outlet || ![outlet, `${outlet}\n${followed}`].includes(chain.value)) return;
    followed = name;
    setChain(chain, name && name !== outlet ? [outlet, name] : [outlet]);
  });
  section.addEventListener("click", (event) => {
    const other = event.target.closest("button[data-act]");
    if (other) show(other.dataset.act);
    if (!event.target.closest("[data-cancel]")) return;
    for (const name of ["claim", "mention", "passage"]) forget(formOf(name));
    close();
    index.root.focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector(":popover-open, dialog[open]")) return;
    if (selection.current) selection.select(null);
    else if (!section.hidden) {
      close();
      index.root.focus({ preventScroll: true });
      announce("Closed. What you typed is kept until you mark other words.");
    }
    document.getSelection()?.removeAllRanges();
  });
  // the click that saves must not be lost to words selected a moment before
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail ?? {};
    const form = ctx?.sourceElement;
    if (!form?.matches?.("#marking form") || ctx.response?.status !== 200) return;
    forget(form);
    close();
  });

  function restore() {
    const kept = JSON.parse(mine.get(key) ?? "null");
    if (!kept) return;
    const found = kept.pieces.map(([start, end, words]) => {
      if (kept.revision === revision && end <= index.length && index.slice(start, end) === words) return [start, end];
      return index.onlyPlaceOf(words);
    });
    if (found.includes(null)) {
      announce(
        "The article has a new revision in which the words you had selected stand differently. Select them again; what you typed is kept.",
      );
      return;
    }
    for (const name of ["claim", "mention", "passage"]) {
      if (formOf(name).querySelector(":scope > [role=status]")) formOf(name).dataset.typed = "";
    }
    selection.put(found);
    show(kept.act, false);
    announce("The words you had selected and what you typed were put back.");
  }

  return { open, section, restore };
}
