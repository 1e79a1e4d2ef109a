// Uploads a file with a progress bar, and rejects a file that is too large before it is sent.
// form[data-upload] has data-most-bytes="N", data-too-large with "{size}" in place of the number of bytes, and contains
// [data-upload-state], where the status is shown. Without script the browser submits the form.
import { removeDraft, storeDraft } from "./draft.js";
import { find, get } from "./elements.js";
import { announce } from "./focus.js";
import { followLocation } from "./follow-location.js";
import { isUncertain, messageFor } from "./refusals.js";
import { hold, release } from "./saving.js";
import { onSwap, scanPage } from "./swap.js";

const connectionFailed = "The upload failed. Your input is still here. Check your connection, then try again.";

/** @param {number} bytes */
const formatSize = (bytes) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** @param {HTMLFormElement} form */
const fileInput = (form) => get("input[type=file]", HTMLInputElement, form);

/** @param {HTMLFormElement} form */
const stateOf = (form) => get("[data-upload-state]", HTMLElement, form);

/** @param {HTMLFormElement} form */
const fileOf = (form) => fileInput(form).files?.[0];

/**
 * Show the size of the file, or why it cannot be uploaded.
 *
 * @param {HTMLFormElement} form
 * @returns {boolean} whether the file can be uploaded
 */
function check(form) {
  const file = fileOf(form);
  const { mostBytes, tooLarge = "" } = form.dataset;
  const error = file && file.size > Number(mostBytes) ? tooLarge.replace("{size}", file.size.toLocaleString("en-US")) : "";
  fileInput(form).setCustomValidity(error);
  stateOf(form).textContent = error || (file ? `${formatSize(file.size)} selected.` : "");
  return !error;
}

/**
 * Let the person submit the form again. Nothing was saved.
 *
 * @param {HTMLFormElement} form
 * @param {string} message
 */
function fail(form, message) {
  release(form);
  stateOf(form).textContent = message;
  storeDraft(form);
}

/**
 * Show an error response: its notice, or a message for the status if a proxy sent it.
 *
 * @param {HTMLFormElement} form
 * @param {Document} page
 * @param {number} status
 */
function showError(form, page, status) {
  const notice = page.querySelector(".notice");
  const region = document.getElementById("notice");
  if (notice && region) {
    fail(form, "The file was not saved. Your input is still here.");
    notice.classList.remove("is-page");
    region.replaceChildren(document.adoptNode(notice));
    find("#notice :is(h1, h2)", HTMLElement)?.focus();
    return;
  }
  const outcome = isUncertain(status) ? "The file may not have been saved." : "The file was not saved.";
  fail(form, status < 400 ? connectionFailed : `${outcome} Your input is still here. ${messageFor(status)}`);
}

/**
 * Show the page of a form with validation errors in place of this one, with the same file selected.
 *
 * @param {HTMLFormElement} form
 * @param {Element} main
 */
function showInvalid(form, main) {
  const { files } = fileInput(form);
  document.querySelector("main")?.replaceWith(document.adoptNode(main));
  const returned = find("form[data-upload]", HTMLFormElement);
  scanPage();
  if (returned) {
    fileInput(returned).files = files;
    check(returned);
    storeDraft(returned);
  }
  const summary = find("main [data-focus]", HTMLElement);
  summary?.focus();
  announce(summary?.textContent.trim());
}

/**
 * Show the response. The request looks like one from htmx, so a redirect is a header, and the next page still shows its message.
 *
 * @param {XMLHttpRequest} request
 * @param {HTMLFormElement} form
 */
function showResponse(request, form) {
  const saved = request.getResponseHeader("HX-Location");
  const redirect = request.getResponseHeader("HX-Redirect");
  if (saved) {
    removeDraft(form);
    return followLocation(saved);
  }
  if (redirect) return location.assign(redirect);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = page.querySelector("main");
  if (request.status === 422 && main) showInvalid(form, main);
  else showError(form, page, request.status);
}

/**
 * @param {HTMLFormElement} form
 * @param {File} file
 */
function send(form, file) {
  const request = new XMLHttpRequest();
  const progress = document.createElement("progress");
  const message = document.createElement("span");
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute("aria-label", "Upload progress");
  message.textContent = `Uploading ${formatSize(file.size)}.`;
  stateOf(form).replaceChildren(message, progress);
  const body = new FormData(form);
  hold(form);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.value = event.loaded / event.total;
  });
  request.upload.addEventListener("load", () => {
    message.textContent = "Uploaded. The server is saving the file.";
  });
  request.addEventListener("load", () => showResponse(request, form));
  request.addEventListener("error", () => fail(form, connectionFailed));
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.setRequestHeader("HX-Current-URL", location.href);
  request.setRequestHeader("Factcheck-Person", document.body.dataset.person ?? "");
  request.send(body);
}

/** @param {HTMLElement} form */
function attach(form) {
  if (!(form instanceof HTMLFormElement)) return;
  form.addEventListener("change", (event) => {
    if (event.target === fileInput(form)) check(form);
  });
  form.addEventListener("submit", (event) => {
    const file = fileOf(form);
    if (!file) return; // The server reports that the file is missing.
    event.preventDefault();
    if (check(form)) send(form, file);
    else fileInput(form).focus();
  });
}

onSwap("form[data-upload]", attach);
