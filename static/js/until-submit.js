// data-until-submit: the element is removed when its form is sent. If the response is a download, the page stays as it is,
// and would otherwise still say that the password is incorrect.
import { findAll } from "./elements.js";

document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement)) return;
  for (const element of findAll("[data-until-submit]", event.target)) element.remove();
});
