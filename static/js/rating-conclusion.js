// Choosing a rating sets the field "conclusion" of the form at once. A different conclusion can be chosen afterwards. Without this
// module, the server sets a conclusion that is left at "same as the rating".
import { closest, find } from "./elements.js";

document.addEventListener("change", (event) => {
  const rating = closest(event, "select[name=rating]", HTMLSelectElement);
  const conclusion = rating?.form && find("select[name=conclusion]", HTMLSelectElement, rating.form);
  const value = rating?.selectedOptions[0]?.dataset.conclusion;
  if (!conclusion || value === undefined || conclusion.value === value) return;
  conclusion.value = value;
  conclusion.dispatchEvent(new Event("change", { bubbles: true }));
});
