// What a person typed into a form with data-draft="name" stays in this tab until it was saved, for this person alone (owner.js).
// A draft whose form was sent counts as saved when the answer led to a page of the desk that does not show it refused. A
// page that was opened otherwise is no answer: the server may have been gone. Refusals and the sign-in are pages that
// settle nothing (body without data-settles-drafts). Wherever a sent draft is not settled, it is unsent again.
import "./owner.js";
import { inThisTab, mine, ownerOf } from "./storage.js";

const keyOf = (form) => `draft.${form.dataset.draft}`;
const kept = "input:not([type=hidden], [type=password], [type=file], [type=submit], [type=search]), textarea, select";

function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && field.matches(kept));
}

function valuesOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      (values[field.name] ??= []).push([field.value, field.checked]);
    } else if (field.multiple) values[field.name] = [...field.selectedOptions].map((option) => option.value);
    else values[field.name] = field.value;
  }
  return values;
}

const read = (key) => JSON.parse(mine.get(key) ?? "null");

function keep(form, isSent = false) {
  mine.set(keyOf(form), JSON.stringify({ values: valuesOf(form), isSent }));
}

function restore(form, values) {
  let changed = false;
  for (const field of fieldsOf(form)) {
    const value = values[field.name];
    if (value === undefined) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      const was = value.find(([said]) => said === field.value)?.[1];
      if (was !== undefined && was !== field.checked) [field.checked, changed] = [was, true];
    } else if (field.multiple) {
      for (const option of field.options) {
        const was = value.includes(option.value);
        if (was !== option.selected) [option.selected, changed] = [was, true];
      }
    } else if (typeof value === "string" && field.value !== value) [field.value, changed] = [value, true];
  }
  return changed;
}

function tell(form) {
  const line = document.createElement("p");
  const button = document.createElement("button");
  line.className = "small quiet";
  line.setAttribute("role", "status");
  line.append("What you typed here earlier was put back. ");
  button.type = "button";
  button.className = "button is-plain is-small";
  button.textContent = "Start from what is saved";
  button.addEventListener("click", () => {
    mine.set(keyOf(form), null);
    form.reset();
    line.remove();
    fieldsOf(form)[0]?.focus();
  });
  line.append(button);
  form.prepend(line);
}

// what was saved answers with a redirect; a form sent by htmx is settled below
const isAnswer = (performance.getEntriesByType("navigation")[0]?.redirectCount ?? 1) > 0;

function wire(form) {
  if (form.dataset.drafting) return;
  form.dataset.drafting = "yes";
  form.autocomplete = "off"; // see owner.js: what is put back below fires no input event
  const draft = read(keyOf(form));
  if (form.querySelector('.summary, [aria-invalid="true"]')) keep(form);
  else if (draft?.isSent && isAnswer) mine.set(keyOf(form), null);
  else if (draft && restore(form, draft.values)) tell(form);
}

const formOf = (event) => event.target.closest?.("form[data-draft]");

for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const form = formOf(event);
    if (form) keep(form);
  });
}
document.addEventListener("submit", (event) => {
  const form = formOf(event);
  if (form) keep(form, true);
});
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail ?? {};
  const form = ctx?.sourceElement?.closest?.("form[data-draft]");
  if (!form) return;
  if (ctx.response?.status < 400 && !ctx.hx?.redirect) mine.set(keyOf(form), null);
  else keep(form);
});
document.addEventListener("htmx:after:swap", () => arrive());

function arrive() {
  for (const form of document.querySelectorAll("form[data-draft]")) wire(form);
}

const settles = "settlesDrafts" in document.body.dataset;
if (settles) arrive();
for (const key of inThisTab.keys()) {
  const draft = ownerOf(key) && key.includes(".draft.") ? JSON.parse(inThisTab.get(key)) : null;
  const isHere = [...document.querySelectorAll("form[data-draft]")].some((form) => mine.keyOf(keyOf(form)) === key);
  if (draft?.isSent && !isHere) inThisTab.set(key, settles && isAnswer ? null : JSON.stringify({ ...draft, isSent: false }));
}
