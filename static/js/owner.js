// Unsaved input belongs to the person who entered it. It remains stored until that person signs in again. It is removed in all tabs
// when they sign out or when someone else signs in. Pages without a signed-in person only remove expired input.
// localStorage: `here` is the person who signed in last, `left.PERSON` the time in ms at which that person signed out.
import { expectNavigation } from "./navigation.js";
import { inThisTab, lasting, person } from "./storage.js";
import { hasUnsaved, removeAllOf, removeStale, stop } from "./unsaved-store.js";

function recordWhoIsSignedIn() {
  if (person) {
    lasting.set("here", person);
    inThisTab.set("signing-out", null);
  }
  if (!("entrance" in document.body.dataset)) return;
  lasting.set("here", null);
  const owner = inThisTab.get("signing-out");
  if (!owner) return;
  inThisTab.set("signing-out", null);
  removeAllOf(owner);
  lasting.set(`left.${owner}`, String(Date.now()));
}

function hidePage() {
  stop();
  document.body.hidden = true;
}

function signOutHere() {
  hidePage();
  removeAllOf(person);
  const home = document.querySelector("a.bar-name");
  location.replace(home instanceof HTMLAnchorElement ? home.href : "/");
}

recordWhoIsSignedIn();
removeStale((owner) => Number(lasting.get(`left.${owner}`) ?? -1));
// Earlier versions stored drafts without their owner.
for (const key of inThisTab.keys()) if (/^(draft|selection)\./.test(key)) inThisTab.set(key, null);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!person || !(form instanceof HTMLFormElement) || !("signOut" in form.dataset)) return;
  if (form.dataset.signOut === "ask" && hasUnsaved("draft.")) {
    event.preventDefault();
    expectNavigation();
    location.assign(form.action); // This page warns that unsaved input will be removed.
  } else inThisTab.set("signing-out", person);
});

// Browsers restore fields after Back or a reload, regardless of who is signed in, except in forms with this attribute.
for (const type of ["input", "change"]) {
  document.addEventListener(type, ({ target }) => {
    const form = target && "form" in target ? target.form : null;
    if (person && form instanceof HTMLFormElement) form.autocomplete = "off";
  });
}

window.addEventListener("storage", (event) => {
  if (person && event.key === `factcheck.left.${person}` && event.newValue) signOutHere();
});

// The back/forward cache restores a page with all input, without a request to the server, so someone else may be signed in.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || !person || lasting.get("here") === person) return;
  hidePage();
  location.reload();
});
