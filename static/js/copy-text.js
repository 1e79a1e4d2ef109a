// Copies the text of a field to the clipboard. A button with data-copy-text="id" is hidden without this module, and where the
// browser has no clipboard: people then select the text.
import { closest, findAll } from "./elements.js";
import { announce } from "./focus.js";

if (navigator.clipboard) for (const button of findAll("[data-copy-text][hidden]")) button.hidden = false;

document.addEventListener("click", async (event) => {
  const button = closest(event, "[data-copy-text]", HTMLButtonElement);
  const field = document.getElementById(button?.dataset.copyText ?? "");
  if (!(field instanceof HTMLTextAreaElement)) return;
  try {
    await navigator.clipboard.writeText(field.value);
    announce("Text copied.");
  } catch {
    field.focus();
    field.select();
    announce("The browser does not allow copying. The text is selected: copy it with the keyboard.");
  }
});
