// Passkeys on the pages for staff: the one script there, and the only thing that does not work without scripts.
//
// A form says what it is for, and is hidden until this browser turns out to know passkeys:
//
//   <form hidden data-passkey="sign-in" data-begin="/…" data-finish="/…">
//     <input name="name">                      named fields, hidden ones too, are sent along when it finishes
//     <button>Sign in with a passkey</button>
//     <p role="status"></p>                    what goes on, and what went wrong (or role="alert")
//   </form>
//
// data-passkey is `sign-in` or `step-up` (a passkey is shown) or `add` (one is made). On submit:
//   1. POST data-begin, {}                                  → { "handle": …, "options": { "publicKey": … } }
//   2. the browser asks the person
//   3. POST data-finish, { "handle", "answer", fields… }    → { "location": "/…" }, which is opened
// A refusal is a problem document (RFC 9457): the detail of its first error, or its own, is shown.
// The script stands at the end of the page, or is loaded with `defer`.
"use strict";

(() => {
  const WORDS = {
    AbortError: "That was cancelled.",
    InvalidStateError: "This device already has a passkey for your account.",
    NotAllowedError: "No passkey was used: it was cancelled, took too long, or there is none here. You can try again.",
    NotSupportedError: "This device cannot make a passkey of the kind that is needed.",
    SecurityError: "Passkeys do not work at this address. Open the page by the name it was set up under.",
    TypeError: "The server cannot be reached. Check the connection and try again.",
  };
  const SOMETHING_ELSE = "That did not work. Reload the page and try again.";

  // What the server said in words of its own.
  class Refused extends Error {}

  const octets = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

  const text = (buffer) =>
    btoa(Array.from(new Uint8Array(buffer), (octet) => String.fromCharCode(octet)).join(""))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const named = (credentials) => (credentials || []).map((known) => ({ ...known, id: octets(known.id) }));

  // For browsers older than parseCreationOptionsFromJSON.
  const creation = (json) => PublicKeyCredential.parseCreationOptionsFromJSON
    ? PublicKeyCredential.parseCreationOptionsFromJSON(json)
    : {
      ...json,
      challenge: octets(json.challenge),
      user: { ...json.user, id: octets(json.user.id) },
      excludeCredentials: named(json.excludeCredentials),
    };

  const request = (json) => PublicKeyCredential.parseRequestOptionsFromJSON
    ? PublicKeyCredential.parseRequestOptionsFromJSON(json)
    : { ...json, challenge: octets(json.challenge), allowCredentials: named(json.allowCredentials) };

  // Not `toJSON`: some password managers hand over credentials that have none, or one that throws.
  const answer = (credential) => {
    const said = credential.response;
    const response = { clientDataJSON: text(said.clientDataJSON) };
    if (said.attestationObject) {
      response.attestationObject = text(said.attestationObject);
      response.transports = said.getTransports ? said.getTransports() : [];
    } else {
      response.authenticatorData = text(said.authenticatorData);
      response.signature = text(said.signature);
      response.userHandle = said.userHandle ? text(said.userHandle) : null;
    }
    return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
  };

  const post = async (address, body) => {
    const answered = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
      redirect: "error",
    });
    const json = await answered.json().catch(() => ({}));
    if (!answered.ok) {
      const first = (json.errors || [])[0];
      throw new Refused((first && first.detail) || json.detail || json.title || SOMETHING_ELSE);
    }
    return json;
  };

  const perform = async (form) => {
    const { handle, options } = await post(form.dataset.begin, {});
    const credential = form.dataset.passkey === "add"
      ? await navigator.credentials.create({ publicKey: creation(options.publicKey) })
      : await navigator.credentials.get({ publicKey: request(options.publicKey) });
    const fields = Object.fromEntries(new FormData(form));
    const { location } = await post(form.dataset.finish, { ...fields, handle, answer: answer(credential) });
    const next = new URL(location || "/", window.location.origin);
    if (!location || next.origin !== window.location.origin) {
      throw new Refused(SOMETHING_ELSE);
    }
    window.location.assign(next.href);
  };

  const prepare = (form) => {
    const button = form.querySelector("button");
    const message = form.querySelector("[role=status], [role=alert]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      button.disabled = true;
      message.textContent = "Follow what your browser or your device asks.";
      try {
        await perform(form);
        message.textContent = "Done.";
      } catch (error) {
        message.textContent = error instanceof Refused ? error.message : WORDS[error.name] || SOMETHING_ELSE;
        button.disabled = false;
      }
    });
    form.hidden = false;
  };

  if (window.PublicKeyCredential && navigator.credentials) {
    document.querySelectorAll("form[data-passkey]").forEach(prepare);
  }
})();
