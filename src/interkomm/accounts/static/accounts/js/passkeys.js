// Passkeys (WebAuthn level 3) for forms with data-controller="passkey".
// data-mode: "login" asks the server for options first; "get" and "create" carry them in data-options (JSON).
import { register } from "../../ui/js/registry.js";

function toBytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4);
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function described(list) {
  return (list ?? []).map((entry) => ({ ...entry, id: toBytes(entry.id) }));
}

function creationOptions(options) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: described(options.excludeCredentials),
  };
}

function requestOptions(options) {
  return { ...options, challenge: toBytes(options.challenge), allowCredentials: described(options.allowCredentials) };
}

function created(credential) {
  const { response } = credential;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

function asserted(credential) {
  const { response } = credential;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
      userHandle: response.userHandle ? toText(response.userHandle) : null,
    },
  };
}

function common(credential) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function optionsOf(form) {
  if (form.dataset.options) {
    return JSON.parse(form.dataset.options).publicKey;
  }
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    throw new Error(`no options: ${answer.status}`);
  }
  return (await answer.json()).request_options.publicKey;
}

async function credentialFor(form, options) {
  if (form.dataset.mode !== "create") {
    return asserted(await navigator.credentials.get({ publicKey: requestOptions(options) }));
  }
  const replacesPassword = form.elements.passwordless?.checked ?? false;
  const selection = { ...options.authenticatorSelection };
  selection.residentKey = replacesPassword ? "required" : "discouraged";
  selection.requireResidentKey = replacesPassword;
  if (replacesPassword) {
    selection.userVerification = "required";
  }
  const publicKey = creationOptions({ ...options, authenticatorSelection: selection });
  return created(await navigator.credentials.create({ publicKey }));
}

register("passkey", (form) => {
  if (!window.PublicKeyCredential) {
    form.hidden = true;
    return;
  }
  const note = form.querySelector("[data-passkey-note]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    note.textContent = "";
    try {
      form.elements.credential.value = JSON.stringify(await credentialFor(form, await optionsOf(form)));
      form.submit();
    } catch {
      note.textContent = form.dataset.failed;
    }
  });
});
