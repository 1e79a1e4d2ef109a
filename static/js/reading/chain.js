// The attribution chain as rows, one name each, outermost first. The text area with one name a line stays what is sent,
// and what is used without script.
import { prepare } from "../combobox.js";

function wire(area) {
  if ("rows" in area.dataset) return;
  area.dataset.rows = "";
  const list = document.createElement("ol");
  list.className = "chain";
  const more = document.createElement("button");
  more.type = "button";
  more.className = "button is-plain is-small";
  more.textContent = "Add a name";
  const name = area.labels?.[0]?.firstChild?.textContent.trim() ?? "Attribution chain";

  const write = () => {
    area.value = [...list.querySelectorAll("input")]
      .map((field) => field.value.trim())
      .filter(Boolean)
      .join("\n");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const label = () => {
    for (const [at, item] of [...list.children].entries()) {
      item.querySelector("input").setAttribute("aria-label", `${name}, ${at + 1} of ${list.children.length}`);
      item.querySelector("button").setAttribute("aria-label", `Remove name ${at + 1}`);
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
    const remove = document.createElement("button");
    remove.type = "button";
    remove.className = "button is-plain is-icon is-small";
    remove.textContent = "×";
    remove.addEventListener("click", () => {
      (item.nextElementSibling ?? item.previousElementSibling)?.querySelector("input").focus();
      item.remove();
      if (!list.children.length) add();
      label();
      write();
    });
    item.append(field, remove);
    list.append(item);
    label();
    return field;
  };
  const read = () => {
    list.replaceChildren();
    for (const line of area.value.split("\n").filter((one) => one.trim())) add(line);
    if (!list.children.length) add();
  };
  more.addEventListener("click", () => add().focus());
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    add().focus();
  });
  area.addEventListener("rows", read);
  area.form?.addEventListener("reset", () => setTimeout(read, 0));
  area.hidden = true;
  area.after(list, more);
  read();
}

/** Give a chain these names and show them. */
export function setChain(area, names) {
  area.value = names.join("\n");
  area.dispatchEvent(new Event("rows"));
}

export function wireChains() {
  for (const area of document.querySelectorAll("textarea[data-chain]")) wire(area);
}
