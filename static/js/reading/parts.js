// The links to other parts of a long list of claims replace the part without loading the page.
import { closest, find, get } from "../elements.js";
import { announce, focusOn } from "../focus.js";
import { afterSwap } from "../swap.js";

/** Follow the links in place. Without this, they load the page with the other part. */
export function attachParts() {
  /** @type {HTMLElement | null} */
  let left = null; // the part whose link was followed, until another one replaces it

  get("#work", HTMLElement).addEventListener("click", (event) => {
    const link = closest(event, "a[data-part]", HTMLAnchorElement);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    left = get("#list-part", HTMLElement);
    const url = new URL(link.href);
    const shown = new URL(location.href);
    shown.searchParams.set("from", url.searchParams.get("from") ?? "");
    history.replaceState(history.state, "", shown);
    htmx.ajax("GET", url.pathname + url.search, { source: "#list-part", target: "#list-part", swap: "outerHTML" });
  });

  document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    const isAnswered = ctx?.response && ctx.response.status < 400;
    if (left && ctx?.sourceElement === left && !isAnswered) left = null;
  });
  afterSwap(() => {
    if (!left || left.isConnected) return;
    left = null;
    const part = get("#list-part", HTMLElement);
    focusOn(find(".claim-statement", HTMLElement, part));
    part.scrollIntoView({ block: "start" });
    announce(`${find(".reading-parts span", HTMLElement, part)?.textContent}.`);
  });
}
