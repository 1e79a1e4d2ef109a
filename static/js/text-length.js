// Counts the characters of a long text below its field. A text above the limit is not sent: the server could refuse a request of this
// size without reading the other fields. An element with data-length-of="id of the field" and data-limit displays the count.
import { find, findAll } from "./elements.js";

/**
 * The number of code points, as the server counts them.
 *
 * @param {string} text
 */
function lengthOf(text) {
  let length = text.length;
  for (let index = 0; index < text.length; index++) if ((text.charCodeAt(index) & 0xfc00) === 0xdc00) length--;
  return length;
}

/** @param {HTMLElement} output */
function attach(output) {
  const field = find(`#${output.dataset.lengthOf}`, HTMLTextAreaElement);
  if (!field) return;
  const limit = Number(output.dataset.limit);
  const excess = () => lengthOf(field.value) - limit;

  function show() {
    const over = excess();
    output.hidden = !field?.value;
    output.classList.toggle("is-wrong", over > 0);
    const count = `${(limit + over).toLocaleString("en-US")} characters`;
    const text = over > 0 ? `${count}: ${over.toLocaleString("en-US")} too many. Shorten the text.` : count;
    if (output.textContent !== text) output.textContent = text;
  }

  field.addEventListener("input", show);
  field.form?.addEventListener("submit", (event) => {
    show();
    if (excess() <= 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    field.focus();
  });
  show();
}

findAll("[data-length-of]").forEach(attach);
