// Choosing a rating sets the field "conclusion" of the form at once, and the sentence below it. A different conclusion can be chosen
// afterwards. Without this module, the server sets a conclusion that is left at "same as the rating".
import { closest, find, findAll } from "./elements.js";

document.addEventListener("change", (event) => {
  const rating = closest(event, "input[name=rating]", HTMLInputElement);
  const conclusion = rating?.form && find("select[name=conclusion]", HTMLSelectElement, rating.form);
  const value = rating?.dataset.conclusion;
  if (!conclusion || value === undefined || conclusion.value === value) return;
  conclusion.value = value;
  conclusion.dispatchEvent(new Event("change", { bubbles: true }));
});

function explain() {
  const rating = find("input[name=rating]:checked", HTMLInputElement);
  const own = find("select[name=conclusion]", HTMLSelectElement)?.value;
  const conclusion = own || rating?.dataset.conclusion;
  for (const part of findAll("[data-rating]")) part.hidden = part.dataset.rating !== rating?.value;
  for (const part of findAll("[data-backing]")) part.hidden = part.dataset.backing !== conclusion;
}

document.addEventListener("change", (event) => {
  if (closest(event, "input[name=rating], select[name=conclusion]", HTMLElement)) explain();
});
// Restoring stored input sends no change event.
document.addEventListener("draft-restored", explain, { capture: true });
