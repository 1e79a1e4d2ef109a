// An upload that shows how far it is, and refuses at once what the server would refuse after minutes.
// form[data-upload], data-most-bytes="N"; [data-upload-state] inside it says what happens. Without script the form is sent as it is.
import { announce } from "./focus.js";
import { isUncertain, sentenceFor } from "./refusals.js";

const size = (bytes) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

function fileOf(form) {
  return form.querySelector("input[type=file]").files[0];
}

function tooLarge(form) {
  const file = fileOf(form);
  const most = Number(form.dataset.mostBytes);
  if (!file || file.size <= most) return "";
  return `“${file.name}” has ${size(file.size)}; at most ${size(most)} can be attached. Choose another file.`;
}

function say(form, words) {
  form.querySelector("[data-upload-state]").textContent = words;
}

function check(form) {
  const words = tooLarge(form);
  const input = form.querySelector("input[type=file]");
  input.setCustomValidity(words);
  say(form, words || (fileOf(form) ? `${size(fileOf(form).size)} chosen.` : ""));
  return !words;
}

// asked like htmx asks: where the work goes on comes as an address, so that what the next page has to say is still unsaid;
// where something was refused, the page is shown in place, with the file that was chosen
function show(request, form) {
  const address = request.getResponseHeader("HX-Location") ?? request.getResponseHeader("HX-Redirect");
  if (address) return location.assign(address);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const answer = page.querySelector("main");
  if (request.status !== 422 || !answer) return refuse(form, page.querySelector(".notice"), request.status);
  const { files } = form.querySelector("input[type=file]");
  document.querySelector("main").replaceWith(document.adoptNode(answer));
  wire();
  const again = document.querySelector("form[data-upload]");
  if (again) {
    again.querySelector("input[type=file]").files = files;
    check(again);
  }
  const summary = document.querySelector("main [data-focus]");
  summary?.focus();
  announce(summary?.textContent.trim() ?? "");
}

// the form stays as it is, and can be sent again
function fail(form, words = "The file did not arrive. What you typed is still here. Check the connection, then send it again.") {
  for (const button of form.querySelectorAll("button")) button.disabled = false;
  say(form, words);
}

function refuse(form, notice, status) {
  if (!notice)
    return fail(
      form,
      status < 400
        ? undefined
        : `${isUncertain(status) ? "It is not certain that the file was saved." : "The file was not saved."} What you typed is still here. ${sentenceFor(status)}`,
    );
  fail(form, "The file was not saved. What you typed is still here.");
  notice.classList.remove("is-page");
  document.getElementById("notice").replaceChildren(document.adoptNode(notice));
  document.querySelector("#notice :is(h1, h2)")?.focus();
}

function send(form) {
  const request = new XMLHttpRequest();
  const state = form.querySelector("[data-upload-state]");
  const bar = document.createElement("progress");
  const words = document.createElement("span");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", "Sending the file");
  words.textContent = `Sending ${size(fileOf(form).size)}.`;
  state.replaceChildren(words, bar);
  const body = new FormData(form);
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.upload.addEventListener("load", () => {
    words.textContent = "Sent. The server is keeping it.";
  });
  request.addEventListener("load", () => show(request, form));
  request.addEventListener("error", () => fail(form));
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.setRequestHeader("HX-Current-URL", location.href);
  request.setRequestHeader("Factcheck-Person", document.body.dataset.person ?? "");
  request.send(body);
}

function wire() {
  for (const form of document.querySelectorAll("form[data-upload]:not([data-wired])")) {
    form.dataset.wired = "";
    form.addEventListener("change", (event) => {
      if (event.target.type === "file") check(form);
    });
    form.addEventListener("submit", (event) => {
      if (!fileOf(form)) return; // the server says what is missing
      event.preventDefault();
      if (check(form)) send(form);
      else form.querySelector("input[type=file]").focus();
    });
  }
}

wire();
