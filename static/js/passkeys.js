// Forms that need a passkey. Submitting the form asks the browser for it and sends the result in the field "credential".
// data-passkey: "create" or "get", with the options of the server in data-options, or "sign-in", which requests the options.
// Binary values are base64url in JSON (Web Authentication Level 3, section 5.1.8).
import { find, findAll, get } from "./elements.js";

const PROBLEMS = new Map([
  ["NotAllowedError", "The passkey was not used. Try again, or sign in another way."],
  ["InvalidStateError", "This passkey is already registered."],
  ["SecurityError", "Passkeys do not work at this address. They need a host name and HTTPS."],
]);

/** @param {string} text */
function toBytes(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
function toText(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {any} descriptor */
const withBytes = (descriptor) => ({ ...descriptor, id: toBytes(descriptor.id) });

/**
 * @param {any} options
 * @param {boolean} isPasswordless
 */
async function create(options, isPasswordless) {
  const { publicKey } = options;
  const selection = { ...publicKey.authenticatorSelection };
  if (isPasswordless)
    Object.assign(selection, { residentKey: "required", requireResidentKey: true, userVerification: "required" });
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      authenticatorSelection: selection,
      challenge: toBytes(publicKey.challenge),
      user: withBytes(publicKey.user),
      excludeCredentials: (publicKey.excludeCredentials ?? []).map(withBytes),
    },
  });
}

/** @param {any} options */
async function request(options) {
  const { publicKey } = options;
  const allowed = publicKey.allowCredentials?.map(withBytes);
  return navigator.credentials.get({
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: allowed },
  });
}

/** @param {any} credential */
function asJson(credential) {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const encoded = parts.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
  if (response.getTransports) encoded.push(["transports", response.getTransports()]);
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(encoded),
  };
}

/** @param {HTMLFormElement} form */
async function askBrowser(form) {
  if (form.dataset.passkey === "sign-in") {
    const response = await fetch(form.action, { headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
    if (!response.ok) throw new Error(`The server responded with ${response.status}`);
    return request((await response.json()).request_options);
  }
  const options = JSON.parse(form.dataset.options ?? "{}");
  if (form.dataset.passkey === "get") return request(options);
  return create(options, find("input[name=passwordless]", HTMLInputElement, form)?.checked ?? false);
}

/** @param {HTMLFormElement} form */
async function submitWithPasskey(form) {
  const status = get("[data-passkey-status]", HTMLElement, form);
  status.hidden = true;
  try {
    const credential = await askBrowser(form);
    get("input[name=credential]", HTMLInputElement, form).value = JSON.stringify(asJson(credential));
  } catch (error) {
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    status.textContent = PROBLEMS.get(name) ?? "The passkey could not be used. Try again, or sign in another way.";
    status.hidden = false;
    return;
  }
  form.submit();
}

for (const form of findAll("form[data-passkey]")) {
  if (!(form instanceof HTMLFormElement)) continue;
  if (form.matches("[data-script-only]")) form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submitWithPasskey(form);
  });
}
