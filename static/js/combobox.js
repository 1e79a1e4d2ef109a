// A text field with data-combobox="ADDRESS" offers names while it is typed in: the server searches, at most some twenty come
// back (templates/parts/options.html). Any other text may stay in the field. data-combobox-new says what happens to a new name.
// Roles and keys follow the editable combobox with a listbox popup of the ARIA Authoring Practices.
import Combobox from "../vendor/combobox-nav.js";

const pause = 150; // ms after the last key
const patience = 400; // ms until a search counts as slow

let count = 0;

/** Give `field` its role. The list is made when the field is first used. */
export function prepare(field) {
  if (field.getAttribute("role") === "combobox") return;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-expanded", "false");
}

function prepareAll() {
  for (const field of document.querySelectorAll("[data-combobox]")) prepare(field);
}

function popupFor(field) {
  const popup = document.createElement("div");
  const list = document.createElement("ul");
  const words = document.createElement("p");
  const status = document.createElement("div");
  popup.className = "combobox";
  popup.hidden = true;
  list.id = `combobox-${++count}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  // seen beside the list, and heard from the live region, which must stand in the page before its words change
  words.setAttribute("aria-hidden", "true");
  status.className = "unseen";
  status.setAttribute("role", "status");
  popup.append(list, words);
  field.after(popup, status);
  field.parentElement.classList.add("has-combobox");
  return { popup, list, words, status };
}

async function optionsFrom(address, words, signal) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", words);
  const response = await fetch(url, { signal, credentials: "same-origin", headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const found = page.querySelector("ul[data-status]");
  if (!response.ok || !found) throw new Error(`no options: ${response.status}`);
  return found;
}

function attach(field) {
  prepare(field);
  const { popup, list, words, status } = popupFor(field);
  const combobox = new Combobox(field, list, { tabInsertsSuggestions: false });
  let isOpen = false;
  let waiting;
  let slow;
  let asked;

  const say = (text, { aloud = text } = {}) => {
    words.textContent = text;
    words.hidden = !text;
    status.textContent = aloud;
  };
  const show = () => {
    popup.hidden = false;
    // a list that was open already keeps its listeners; its options are new
    if (isOpen) combobox.stop();
    isOpen = true;
    if (list.childElementCount) combobox.start();
    popup.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    clearTimeout(waiting);
    clearTimeout(slow);
    asked?.abort();
    asked = undefined;
    if (isOpen) combobox.stop();
    isOpen = false;
    popup.hidden = true;
    popup.removeAttribute("aria-busy");
    list.replaceChildren();
    status.textContent = "";
  };
  const search = async (way = 0) => {
    clearTimeout(waiting);
    clearTimeout(slow);
    asked?.abort();
    const mine = (asked = new AbortController());
    const typed = field.value.trim();
    slow = setTimeout(() => {
      popup.setAttribute("aria-busy", "true");
      say("Searching …");
      popup.hidden = false;
      isOpen = true;
    }, patience);
    try {
      const found = await optionsFrom(field.dataset.combobox, typed, mine.signal);
      if (asked !== mine) return;
      list.replaceChildren(...found.children);
      // ids of our own: with the one that combobox-nav moves about, aria-activedescendant is lost on the way up
      for (const [at, option] of [...list.children].entries()) option.id = `${list.id}-${at + 1}`;
      const isNew = typed && !("isKnown" in found.dataset);
      say([found.dataset.status, isNew && field.dataset.comboboxNew].filter(Boolean).join(" "));
    } catch (error) {
      if (asked !== mine || error.name === "AbortError") return;
      list.replaceChildren();
      say("The names could not be searched. You can go on typing.");
    }
    clearTimeout(slow);
    popup.removeAttribute("aria-busy");
    list.hidden = !list.childElementCount;
    show();
    if (way) combobox.navigate(way);
  };

  field.addEventListener("input", (event) => {
    if (event.detail?.isChosen) return;
    clearTimeout(waiting);
    if (field.value.trim()) waiting = setTimeout(search, pause);
    else close();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const isOn = field.hasAttribute("aria-activedescendant");
    if (event.key === "Escape" && !popup.hidden) {
      // the list alone closes: not the panel around it, and the text stays
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && isOn) {
      event.stopPropagation(); // the choice is no new row, and sends no form
    } else if (event.key === "Enter" || event.key === "Tab") {
      close();
    } else if ((event.key === "Home" || event.key === "End") && isOn && !event.shiftKey) {
      event.preventDefault();
      event.stopImmediatePropagation();
      combobox.clearSelection();
      combobox.navigate(event.key === "Home" ? 1 : -1);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && popup.hidden && !event.shiftKey && !event.ctrlKey) {
      event.preventDefault();
      search(event.altKey ? 0 : event.key === "ArrowDown" ? 1 : -1);
    }
  });
  list.addEventListener("combobox-commit", ({ target }) => {
    field.value = target.dataset.value;
    close();
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: { isChosen: true } }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  // a press on the list leaves the focus where it is, so that the list is still there when the press ends
  popup.addEventListener("pointerdown", (event) => event.preventDefault());
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  field.addEventListener("blur", close);
}

const attached = new WeakSet();

document.addEventListener("focusin", ({ target }) => {
  if (!target.matches?.("[data-combobox]") || attached.has(target)) return;
  attached.add(target);
  attach(target);
});
document.addEventListener("htmx:after:swap", prepareAll);
prepareAll();
