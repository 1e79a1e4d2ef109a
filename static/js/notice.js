// Notices: closes them, shows one if the server does not respond, and removes an *Undo* button after ten seconds.
import { closest, find, findAll } from "./elements.js";
import { announce } from "./focus.js";
import { isUncertain, messageFor } from "./refusals.js";
import { afterSwap, onSwap } from "./swap.js";

const region = document.getElementById("notice");
const undoSeconds = 10;

/** @param {ParentNode} root */
function showCloseButtons(root) {
  for (const button of findAll("[data-dismiss][hidden]", root)) button.hidden = false;
}

/**
 * Show that Factcheck did not respond.
 *
 * @param {number} [status] HTTP status code of the response that a proxy sent instead
 */
function showNoResponse(status = 0) {
  const template = find("#notice-lost", HTMLTemplateElement);
  if (!template || !region) return;
  region.replaceChildren(template.content.cloneNode(true));
  const [title, text] = region.querySelectorAll("p");
  const heading = title?.querySelector("strong");
  if (status && heading && text) {
    heading.textContent = isUncertain(status) ? "This may not have been saved." : "This was not saved.";
    text.textContent = `Your input is still here. ${messageFor(status)}`;
  }
  region.dataset.lost = "";
  showCloseButtons(region);
}

/** Remove that notice: a later request succeeded. */
function clearNoResponse() {
  if (!region || !("lost" in region.dataset)) return;
  delete region.dataset.lost;
  region.replaceChildren();
}

document.addEventListener("click", (event) => {
  const notice = closest(event, "[data-dismiss]", Element)?.closest(".notice");
  if (!notice) return;
  notice.remove();
  document.getElementById("main")?.focus({ preventScroll: true });
});

/**
 * Remove a form after ten seconds. The timer pauses while the pointer or the focus is on it.
 *
 * @param {HTMLElement} form
 */
function expire(form) {
  let secondsLeft = undoSeconds;
  const timer = setInterval(() => {
    if (!form.isConnected) clearInterval(timer);
    else if (!form.matches(":hover, :focus-within") && --secondsLeft <= 0) {
      clearInterval(timer);
      form.remove();
    }
  }, 1000);
}

onSwap("#undo [data-undo]", expire);
onSwap("#notice [data-dismiss][hidden]", (button) => {
  button.hidden = false;
});
afterSwap(({ detail: { ctx } }) => {
  const status = ctx?.response?.status ?? 0;
  // An error page from a proxy contains no notice to show.
  if (status >= 400 && ctx?.target === "#notice" && region && !region.firstElementChild) showNoResponse(status);
});
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (!ctx?.response || ctx.response.status >= 400) return;
  clearNoResponse();
  // The outcome of an earlier action may contradict what the page shows after this one.
  if (ctx.request?.method.toUpperCase() === "POST") for (const old of findAll("[data-outcome]")) old.remove();
});
document.addEventListener("htmx:error", ({ detail: { error } }) => {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (error === "timeout" || error instanceof TypeError || name === "AbortError" || name === "TimeoutError") showNoResponse();
});

// Screen readers announce changes of a live region, but not what it contains when the page loads.
announce(
  findAll("#notice > .notice p")
    .map((paragraph) => paragraph.textContent.trim())
    .join(" "),
);
