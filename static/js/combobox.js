// A text field with data-combobox="URL" suggests names while a person types: the server searches and returns at most about twenty
// (templates/parts/options.html). The field accepts any other text; data-combobox-new is the message for a new name.
// Roles and keys follow the editable combobox with listbox popup of the ARIA Authoring Practices Guide.
import Combobox from "../vendor/combobox-nav.js";
import { onSwap } from "./swap.js";

const debounce = 150; // ms after the last key
const slow = 400; // ms until the popup reports that the search is running

let count = 0;

/**
 * Give a field the role of a combobox. Its list is created when the field is first focused.
 *
 * @param {HTMLElement} field
 */
export function prepare(field) {
  if (field.getAttribute("role") === "combobox") return;
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-expanded", "false");
}

/** @param {HTMLInputElement} field */
function createPopup(field) {
  const popup = document.createElement("div");
  const list = document.createElement("ul");
  const message = document.createElement("p");
  const status = document.createElement("div");
  popup.className = "combobox";
  popup.hidden = true;
  list.id = `combobox-${++count}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  // The message next to the list is for sighted people. Screen readers announce the live region, which has to be in the page before
  // its text changes.
  message.setAttribute("aria-hidden", "true");
  status.className = "sr-only";
  status.setAttribute("role", "status");
  popup.append(list, message);
  field.after(popup, status);
  field.parentElement?.classList.add("has-combobox");
  return { popup, list, message, status };
}

/**
 * Fetch the suggestions for a text.
 *
 * @param {string} address
 * @param {string} text
 * @param {AbortSignal} signal
 * @returns {Promise<HTMLUListElement>}
 * @throws {Error} if the response is an error or not a list of options
 */
async function fetchOptions(address, text, signal) {
  const url = new URL(address, location.href);
  url.searchParams.set("q", text);
  const response = await fetch(url, { signal, credentials: "same-origin", headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const options = page.querySelector("ul[data-status]");
  if (!response.ok || !(options instanceof HTMLUListElement))
    throw new Error(`No options in a response with status ${response.status}`);
  return options;
}

/** @param {HTMLInputElement} field */
function attach(field) {
  prepare(field);
  const { popup, list, message, status } = createPopup(field);
  const combobox = new Combobox(field, list, { tabInsertsSuggestions: false });
  let isOpen = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let searchTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let slowTimer;
  /** @type {AbortController | undefined} */
  let request;

  const stop = () => {
    clearTimeout(searchTimer);
    clearTimeout(slowTimer);
    request?.abort();
  };
  const report = (/** @type {string} */ text) => {
    message.textContent = text;
    message.hidden = !text;
    status.textContent = text;
  };
  const open = () => {
    popup.hidden = false;
    // The listeners are bound again, because the options of an open list have changed.
    if (isOpen) combobox.stop();
    isOpen = true;
    if (list.childElementCount) combobox.start();
    popup.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    stop();
    request = undefined;
    if (isOpen) combobox.stop();
    isOpen = false;
    popup.hidden = true;
    popup.removeAttribute("aria-busy");
    list.replaceChildren();
    status.textContent = "";
  };
  /** @param {HTMLUListElement} options */
  const showOptions = (options, /** @type {string} */ text) => {
    list.replaceChildren(...options.children);
    // combobox-nav moves a single id from option to option, and aria-activedescendant gets lost when moving up. So each option has its own
    // id.
    for (const [index, option] of [...list.children].entries()) option.id = `${list.id}-${index + 1}`;
    const isNew = text && !("isKnown" in options.dataset);
    report([options.dataset.status, isNew && field.dataset.comboboxNew].filter(Boolean).join(" "));
  };
  /** @param {1 | -1} [direction] the option to go to: the first or the last */
  const search = async (direction) => {
    stop();
    const controller = new AbortController();
    const text = field.value.trim();
    request = controller;
    slowTimer = setTimeout(() => {
      popup.setAttribute("aria-busy", "true");
      report("Searching …");
      popup.hidden = false;
      isOpen = true;
    }, slow);
    try {
      const options = await fetchOptions(field.dataset.combobox ?? "", text, controller.signal);
      if (request !== controller) return;
      showOptions(options, text);
    } catch (error) {
      if (request !== controller || (error instanceof DOMException && error.name === "AbortError")) return;
      list.replaceChildren();
      report("The name search failed. You can keep typing.");
    }
    clearTimeout(slowTimer);
    popup.removeAttribute("aria-busy");
    list.hidden = !list.childElementCount;
    open();
    if (direction) combobox.navigate(direction);
  };

  field.addEventListener("input", (event) => {
    if (event instanceof CustomEvent && event.detail?.isSuggestion) return;
    clearTimeout(searchTimer);
    if (field.value.trim()) searchTimer = setTimeout(() => search(), debounce);
    else close();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const hasActiveOption = field.hasAttribute("aria-activedescendant");
    if (event.key === "Escape" && !popup.hidden) {
      // Closes only the list: the panel around it stays open, and the text stays in the field.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && hasActiveOption) {
      event.stopPropagation(); // Choosing a suggestion neither adds a row nor submits the form.
    } else if (event.key === "Enter" || event.key === "Tab") {
      close();
    } else if ((event.key === "Home" || event.key === "End") && hasActiveOption && !event.shiftKey) {
      event.preventDefault();
      event.stopImmediatePropagation();
      combobox.clearSelection();
      combobox.navigate(event.key === "Home" ? 1 : -1);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && popup.hidden && !event.shiftKey && !event.ctrlKey) {
      event.preventDefault();
      const direction = event.key === "ArrowDown" ? 1 : -1;
      search(event.altKey ? undefined : direction);
    }
  });
  list.addEventListener("combobox-commit", (event) => {
    if (!(event.target instanceof HTMLElement)) return;
    field.value = event.target.dataset.value ?? "";
    close();
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: { isSuggestion: true } }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  // Pressing the pointer on the list does not move the focus. Otherwise the list would close before the pointer is released.
  popup.addEventListener("pointerdown", (event) => event.preventDefault());
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  field.addEventListener("blur", close);
}

/** @type {WeakSet<HTMLInputElement>} */
const attached = new WeakSet();

document.addEventListener("focusin", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !("combobox" in target.dataset) || attached.has(target)) return;
  attached.add(target);
  attach(target);
});
onSwap("[data-combobox]", prepare);
