// The attribution chain as one row for each name, outermost first. The form submits the text area with one name per line, which
// people without JavaScript use directly.
import { prepare } from "../combobox.js";
import { get, plainButton } from "../elements.js";
import { onSwap } from "../swap.js";

const refresh = "chain-refresh";

/** @param {HTMLTextAreaElement} area */
function attach(area) {
  const list = document.createElement("ol");
  list.className = "chain";
  const name = area.labels[0]?.firstChild?.textContent?.trim() ?? "Attribution chain";
  const fields = () => [...list.querySelectorAll("input")];

  const write = () => {
    area.value = fields()
      .map((field) => field.value.trim())
      .filter(Boolean)
      .join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const label = () => {
    for (const [index, item] of [...list.children].entries()) {
      get("input", HTMLInputElement, item).setAttribute("aria-label", `${name}, ${index + 1} of ${list.children.length}`);
      get("button", HTMLButtonElement, item).setAttribute("aria-label", `Remove name ${index + 1}`);
    }
  };
  const add = (value = "") => {
    const item = document.createElement("li");
    const field = document.createElement("input");
    field.value = value;
    field.dataset.combobox = area.dataset.chain;
    field.dataset.comboboxNew = area.dataset.chainNew;
    field.maxLength = 200;
    field.autocomplete = "off";
    prepare(field);
    field.addEventListener("input", (event) => {
      event.stopPropagation();
      write();
    });
    const remove = plainButton("×", () => {
      (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("input")?.focus();
      item.remove();
      if (!list.children.length) add();
      label();
      write();
    });
    remove.classList.add("is-icon");
    item.append(field, remove);
    list.append(item);
    label();
    return field;
  };
  const read = () => {
    list.replaceChildren();
    for (const line of area.value.split("\n")) if (line.trim()) add(line);
    if (!list.children.length) add();
  };
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    add().focus();
  });
  for (const type of [refresh, "draft-restored"]) area.addEventListener(type, read);
  area.form?.addEventListener("reset", () => setTimeout(read, 0));
  area.hidden = true;
  area.after(
    list,
    plainButton("Add a name", () => add().focus()),
  );
  read();
}

/**
 * Replace the names of a chain.
 *
 * @param {HTMLTextAreaElement} area
 * @param {string[]} names outermost first
 */
export function setChain(area, names) {
  area.value = names.join("\n");
  area.dispatchEvent(new Event(refresh));
}

/** Show each attribution chain as rows. */
export function attachChains() {
  onSwap("textarea[data-chain]", (area) => {
    if (area instanceof HTMLTextAreaElement) attach(area);
  });
}
