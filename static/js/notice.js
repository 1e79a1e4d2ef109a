// Notices: closing one, showing one when an answer does not arrive, and letting *Undo* go after ten seconds.
import { isUncertain, sentenceFor } from "./refusals.js";

const place = document.getElementById("notice");
const undo = document.getElementById("undo");
const seconds = 10;

function offerClosing(root) {
  for (const button of root.querySelectorAll("[data-dismiss][hidden]")) button.hidden = false;
}

/** Say that no response of ours arrived; `status` is that of the response which arrived instead, from a proxy in between. */
function showLost(status = 0) {
  const template = document.getElementById("notice-lost");
  if (!template || !place) return;
  place.replaceChildren(template.content.cloneNode(true));
  if (status) {
    const [title, text] = place.querySelectorAll("p");
    title.querySelector("strong").textContent = isUncertain(status)
      ? "It is not certain that this was done."
      : "This was not done.";
    text.textContent = `What you typed is still here. ${sentenceFor(status)}`;
  }
  place.dataset.lost = "";
  offerClosing(place);
}

/** An answer came: that one did not is no longer worth a place. */
function endLost() {
  if (!place || !("lost" in place.dataset)) return;
  delete place.dataset.lost;
  place.replaceChildren();
}

document.addEventListener("click", (event) => {
  const notice = event.target.closest?.("[data-dismiss]")?.closest(".notice");
  if (!notice) return;
  notice.remove();
  document.getElementById("main")?.focus({ preventScroll: true });
});

// time stands still while a person is on the offer
function letGo(form) {
  let left = seconds;
  const clock = setInterval(() => {
    if (!form.isConnected) clearInterval(clock);
    else if (!form.matches(":hover, :focus-within") && --left <= 0) {
      clearInterval(clock);
      form.remove();
    }
  }, 1000);
}

function arrive() {
  if (place) offerClosing(place);
  for (const form of undo?.querySelectorAll("[data-undo]:not([data-counting])") ?? []) {
    form.dataset.counting = "";
    letGo(form);
  }
}

document.addEventListener("htmx:after:swap", (event) => {
  arrive();
  const answer = event.detail?.ctx;
  // an answer from something in between (a proxy, a limit) has no notice of ours to show
  if (answer?.response?.status >= 400 && answer.target === "#notice" && place && !place.firstElementChild)
    showLost(answer.response.status);
});
document.addEventListener("htmx:after:request", (event) => {
  if (event.detail?.ctx?.response?.status < 400) endLost();
});
document.addEventListener("htmx:error", (event) => {
  const { error } = event.detail ?? {};
  if (error instanceof TypeError || error?.name === "AbortError" || error?.name === "TimeoutError" || error === "timeout")
    showLost();
});
arrive();
