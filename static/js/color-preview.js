// Shows the entered colors in the picture below them: <img data-color-preview> in a form with the fields of the colors.
const FIELDS = ["brand_color", "accent_color"];

/** The digits of a color, or null while it is not complete. @param {string} text */
function digits(text) {
  const value = text.trim().toLowerCase().replace("#", "");
  if (/^[0-9a-f]{3}$/.test(value)) return value.replace(/./g, "$&$&");
  return /^([0-9a-f]{6})?$/.test(value) ? value : null;
}

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !FIELDS.includes(target.name) || !target.form) return;
  const form = target.form;
  const picture = form.querySelector("img[data-color-preview]");
  const colors = FIELDS.map((name) => digits(String(new FormData(form).get(name) ?? "")));
  if (!(picture instanceof HTMLImageElement) || colors.includes(null)) return;
  picture.src = picture.src.replace(/[^/]*$/, `${colors.join("-")}.svg`);
});
