// Sends a large file in parts, with progress, and then submits the form without the file. form[data-upload-parts="URL"] has
// data-part-bytes, data-most-bytes, data-too-large with "{size}", and the fields `token`, `total`, and a file.
// A part whose response is lost is sent again; the server tells how many bytes it has. Without script the browser submits the form.
import { get } from "./elements.js";
import { messageFor } from "./refusals.js";
import { onSwap } from "./swap.js";

const attempts = 4;
const connectionFailed = "The upload was interrupted. Check your connection, then submit again: it continues where it stopped.";

/** @param {number} bytes */
const formatSize = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** @param {number} seconds */
const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A random UUID. `crypto.randomUUID` is missing on pages without HTTPS. */
function newToken() {
  const digits = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const field = (form, name) => get(`[name="${name}"]`, HTMLInputElement, form);

/**
 * Send one part. Returns the number of bytes that the server has.
 *
 * @param {HTMLFormElement} form
 * @param {File} file
 * @param {number} offset
 * @returns {Promise<number>}
 */
async function sendPart(form, file, offset) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", field(form, "csrfmiddlewaretoken").value);
  body.append("token", field(form, "token").value);
  body.append("offset", String(offset));
  body.append("file", file.slice(offset, offset + Number(form.dataset.partBytes)), "part");
  const headers = { "Factcheck-Person": document.body.dataset.person ?? "" };
  const response = await fetch(form.dataset.uploadParts ?? "", { method: "POST", body, headers, redirect: "manual" });
  const size = response.headers.get("Upload-Offset");
  if (size !== null) return Number(size);
  if (response.type === "opaqueredirect") throw new Error("Your session ended. Sign in in another tab, then submit again.");
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  throw new Error(page.querySelector(".notice p")?.textContent.trim() || messageFor(response.status));
}

/**
 * Send all parts. A failed connection is tried again.
 *
 * @param {HTMLFormElement} form
 * @param {File} file
 * @param {(sent: number) => void} report
 */
async function sendAll(form, file, report) {
  let offset = 0;
  let failures = 0;
  while (offset < file.size) {
    try {
      offset = await sendPart(form, file, offset);
      failures = 0;
      report(offset);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // the server answered
      failures += 1;
      if (failures === attempts) throw new Error(connectionFailed);
      await wait(failures);
    }
  }
}

/** @param {HTMLElement} form */
function attach(form) {
  if (!(form instanceof HTMLFormElement)) return;
  const input = get("input[type=file]", HTMLInputElement, form);
  const state = get("[data-upload-state]", HTMLElement, form);
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    const isTooLarge = file && file.size > Number(form.dataset.mostBytes);
    field(form, "token").value = newToken();
    input.setCustomValidity(isTooLarge ? "too large" : "");
    state.textContent = isTooLarge
      ? (form.dataset.tooLarge ?? "").replace("{size}", file.size.toLocaleString("en-US"))
      : file
        ? `${formatSize(file.size)} selected.`
        : "";
  });
  form.addEventListener("submit", async (event) => {
    const file = input.files?.[0];
    if (!file?.size) return; // the server reports what is missing
    event.preventDefault();
    if (file.size > Number(form.dataset.mostBytes)) return input.focus();
    const buttons = form.querySelectorAll("button");
    const progress = document.createElement("progress");
    const message = document.createElement("span");
    progress.max = file.size;
    progress.value = 0;
    progress.setAttribute("aria-label", "Upload progress");
    message.textContent = `Uploading ${formatSize(file.size)}.`;
    state.replaceChildren(message, progress);
    for (const button of buttons) button.disabled = true;
    try {
      await sendAll(form, file, (sent) => (progress.value = sent));
    } catch (error) {
      state.textContent = error instanceof Error ? error.message : connectionFailed;
      for (const button of buttons) button.disabled = false;
      return;
    }
    message.textContent = "Uploaded. The server is verifying the package.";
    field(form, "total").value = String(file.size);
    input.disabled = true; // the parts are the file
    form.submit();
  });
}

onSwap("form[data-upload-parts]", attach);
