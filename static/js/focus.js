// Focus is never lost when htmx replaces a part, and what changed is said politely.
// data-focus: focus this when it arrives. data-announce="Evidence added.": say this when it arrives.

const speaker = document.getElementById("announce");
let before = null;

/** Say a sentence to whoever listens to the page. */
export function announce(sentence) {
  if (!speaker || !sentence) return;
  speaker.textContent = "";
  // an emptied region first, so that the same sentence is said twice where it happened twice
  setTimeout(() => {
    speaker.textContent = sentence;
  }, 50);
}

/** Move the focus to an element, also to one that is no control. */
export function focusOn(element) {
  if (!element) return false;
  element.focus();
  if (document.activeElement !== element) {
    element.tabIndex = -1;
    element.focus();
  }
  return document.activeElement === element;
}

function remember() {
  const active = document.activeElement;
  if (!active || active === document.body) return;
  const around = [];
  for (let up = active.closest("[id]"); up; up = up.parentElement?.closest("[id]")) around.push(up.id);
  before = { active, id: active.id, name: active.getAttribute("name"), href: active.getAttribute("href"), around };
}

function recover() {
  const lost = before && !before.active.isConnected;
  if (!lost) return;
  const { id, name, href, around } = before;
  before = null;
  if (document.activeElement && document.activeElement !== document.body) return;
  if (id && focusOn(document.getElementById(id))) return;
  for (const outer of around) {
    const place = document.getElementById(outer);
    if (!place) continue;
    const same =
      (name && place.querySelector(`[name="${CSS.escape(name)}"]:not([type=hidden])`)) ||
      (href && place.querySelector(`a[href="${CSS.escape(href)}"]`));
    if (same && focusOn(same)) return;
    const start = place.querySelector("h1, h2, h3, h4") ?? place;
    if (focusOn(start)) return;
  }
  focusOn(document.getElementById("main"));
}

function arrive() {
  recover();
  const wanted = [...document.querySelectorAll("[data-focus]")].find((one) => !("focused" in one.dataset));
  if (wanted) {
    for (const one of document.querySelectorAll("[data-focus]")) one.dataset.focused = "";
    focusOn(wanted);
  }
  const said = [];
  for (const one of document.querySelectorAll("[data-announce]")) {
    said.push(one.dataset.announce);
    one.removeAttribute("data-announce");
  }
  announce(said.join(" "));
}

document.addEventListener("htmx:before:swap", remember);
document.addEventListener("htmx:after:swap", arrive);
// the server may also send HX-Trigger: {"announce": {"text": "…"}}
document.addEventListener("announce", (event) => announce(event.detail?.text));
arrive();
