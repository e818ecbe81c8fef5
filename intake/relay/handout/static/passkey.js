// Passkeys: what the browser must do itself. Words come from the page, and what went wrong from the server's answer.
// A place in the page is <section data-passkey="sign-in|new" hidden> with a button, a <p role="alert" hidden>, and
// data-cancelled and data-failed: what to say when nobody held the device, and when there is no answer.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

class Refused extends Error {}

async function post(address, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
  });
  // A session that has ended leads to the sign-in page.
  if (answer.redirected) {
    location.assign(answer.url);
    throw new Refused("");
  }
  const found = await answer.json();
  if (!answer.ok) throw new Refused(`${found.error} ${found.hint}`);
  return found;
}

const described = (list) => (list ?? []).map((each) => ({ ...each, id: toBytes(each.id) }));

async function make(place) {
  const { value: name } = place.querySelector("[name=name]");
  const asked = await post("/handout/passkeys/ask-new", await proof(place));
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: toBytes(asked.challenge),
      user: { ...asked.user, id: toBytes(asked.user.id) },
      excludeCredentials: described(asked.excludeCredentials),
    },
  });
  const response = {
    clientDataJSON: toText(made.response.clientDataJSON),
    attestationObject: toText(made.response.attestationObject),
  };
  return post("/handout/passkeys/add", { name, credential: sent(made, response) });
}

// Whoever is signed in proves again who they are: by password, or by a passkey they have.
async function proof(place) {
  const { proof: asked } = place.dataset;
  if (asked === "password") return { password: place.querySelector("[type=password]").value };
  return asked === "passkey" ? { credential: await use() } : {};
}

async function use() {
  const asked = await post("/handout/passkeys/ask", {});
  const found = await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: toBytes(asked.challenge),
      allowCredentials: described(asked.allowCredentials),
    },
  });
  return sent(found, {
    clientDataJSON: toText(found.response.clientDataJSON),
    authenticatorData: toText(found.response.authenticatorData),
    signature: toText(found.response.signature),
    userHandle: found.response.userHandle ? toText(found.response.userHandle) : null,
  });
}

const signIn = async () => post("/handout/passkeys/sign-in", { credential: await use() });

const sent = (credential, response) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  response,
});

function words(error, place) {
  if (error instanceof Refused) return error.message;
  if (error.name === "InvalidStateError") return place.dataset.known;
  return error.name === "NotAllowedError" || error.name === "AbortError" ? place.dataset.cancelled : place.dataset.failed;
}

function stand(place) {
  const button = place.querySelector("button");
  const status = place.querySelector("[role=alert]");
  let busy = false;
  place.hidden = false;
  button.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    status.hidden = true;
    try {
      const done = place.dataset.passkey === "new" ? await make(place) : await signIn();
      if (done.next) location.replace(done.next);
      else location.reload();
    } catch (error) {
      status.textContent = words(error, place);
      status.hidden = status.textContent === "";
      busy = false;
    }
  });
}

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey]").forEach(stand);
