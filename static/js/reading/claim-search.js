// Which claim is meant: the list follows what is typed, nearest first. It starts with the selected words.

const pause = 180; // ms after the last key

function ask(form, words, chosen) {
  const field = form.querySelector("[data-search-claims]");
  const list = form.querySelector(".reading-options");
  const address = new URL(field.dataset.address, location.href);
  address.search = new URLSearchParams({ q: words, act: field.dataset.for, article: field.dataset.article });
  return htmx.ajax("GET", address.pathname + address.search, { source: field, target: list, swap: "innerHTML" }).then(() => {
    const wanted = list.querySelector(`[value="${CSS.escape(chosen ?? "")}"]`);
    if (wanted) wanted.checked = true;
  });
}

/** Offer the claims near these words, with the claim that is chosen on the desk marked where it is among them. */
export function offerClaims(form, words, chosen) {
  form.querySelector("[data-search-claims]").value = "";
  return ask(form, words.slice(0, 600), chosen);
}

export function wireClaimSearch() {
  let waiting;
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-search-claims]")) return;
    event.stopPropagation();
    clearTimeout(waiting);
    const { form, value } = event.target;
    const chosen = form.querySelector("[name=claim]:checked")?.value;
    waiting = setTimeout(() => ask(form, value, chosen), pause);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("[data-search-claims]")) return;
    event.preventDefault();
    event.target.form.querySelector("[name=claim]")?.focus();
  });
}
