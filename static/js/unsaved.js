// A form that acts on what is saved waits while something unsaved stands in another one: form[data-waits-for="id of the other"].
// data-unsaved on the other one: what the server put into it is not saved either. The [data-waiting] line says so and takes the focus. Without script the form acts on what is saved, as it says.
const kept = "input:not([type=hidden], [type=submit], [type=search]), textarea, select";

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
}

document.addEventListener(
  "submit",
  (event) => {
    const other = document.getElementById(event.target.dataset?.waitsFor ?? "");
    const line = event.target.querySelector("[data-waiting]");
    if (!other || !line) return;
    const waits =
      "unsaved" in other.dataset || [...other.elements].some((field) => field.name && field.matches(kept) && isChanged(field));
    line.hidden = !waits;
    if (!waits) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    line.focus();
  },
  true,
);
