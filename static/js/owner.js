// Typed text belongs to the person who typed it. It waits in its tab while that person signs in again; it is removed when they
// sign out, in every tab, and when somebody else is signed in. Pages that do not know who is signed in remove nothing.
// localStorage: `here` is the person signed in last, `left.ID` the time (ms) at which that person signed out.
import { inThisTab, lasting, mine, ownerOf, person } from "./storage.js";

function dropOwnedBy(owner) {
  for (const key of inThisTab.keys()) {
    if (ownerOf(key) === owner) inThisTab.set(key, null);
  }
}

const hasLeft = (owner) => Number(inThisTab.get(`of.${owner}.at`) ?? 0) <= Number(lasting.get(`left.${owner}`) ?? -1);

function dropOthers() {
  const keys = inThisTab.keys();
  for (const owner of new Set(keys.map(ownerOf))) {
    if (owner && ((person && owner !== person) || hasLeft(owner))) dropOwnedBy(owner);
  }
  // version 0.1 did not note whose these are
  for (const key of keys) if (/^(draft|selection)\./.test(key)) inThisTab.set(key, null);
}

function noteWhoIsHere() {
  if (person) {
    lasting.set("here", person);
    inThisTab.set("signing-out", null);
  }
  if (!("entrance" in document.body.dataset)) return;
  lasting.set("here", null);
  const owner = inThisTab.get("signing-out");
  if (!owner) return;
  inThisTab.set("signing-out", null);
  dropOwnedBy(owner);
  lasting.set(`left.${owner}`, String(Date.now()));
}

function hide() {
  mine.end();
  document.body.hidden = true;
}

function leave() {
  hide();
  dropOwnedBy(person);
  location.replace(document.querySelector("a.bar-name")?.href ?? "/");
}

noteWhoIsHere();
dropOthers();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!person || !form.matches("[data-sign-out]")) return;
  const hasDrafts = inThisTab.keys().some((key) => key.startsWith(`of.${person}.draft.`));
  if (form.dataset.signOut === "ask" && hasDrafts) {
    event.preventDefault();
    location.assign(form.action); // this page says that the text will be removed
  } else inThisTab.set("signing-out", person);
});

// The browser restores fields by itself on Back and on reload, whoever is signed in by then; it leaves forms with this attribute alone.
for (const name of ["input", "change"]) {
  document.addEventListener(name, ({ target }) => {
    if (person && target.form) target.form.autocomplete = "off";
  });
}

window.addEventListener("storage", (event) => {
  if (person && event.key === `factcheck.left.${person}` && event.newValue) leave();
});

// Back shows a page as it was left, typed text included, without asking the server who is signed in
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || !person || lasting.get("here") === person) return;
  hide();
  location.reload();
});
