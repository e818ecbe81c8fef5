// A bundle may be dragged anywhere into the page, and one sees how much of it was copied. Without this script the same
// form is sent by the browser itself.

const form = document.getElementById("send");
const input = document.getElementById("bundle");
const drop = document.getElementById("drop");
const sending = document.getElementById("sending");
const bar = document.getElementById("sent");
let under = false;

function fail(words) {
  under = false;
  bar.hidden = true;
  sending.textContent = words || sending.dataset.failed;
  form.querySelector("button").disabled = false;
}

function answered(request) {
  if (request.status === 200 && request.responseURL) {
    location.assign(request.responseURL);
    return;
  }
  let said = null;
  try {
    said = JSON.parse(request.responseText);
  } catch {
    // not an answer of ours
  }
  fail(said && `${said.error} ${said.hint}`);
}

function send() {
  if (under || !input.files.length) return;
  under = true;
  form.querySelector("button").disabled = true;
  bar.hidden = false;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor((100 * event.loaded) / event.total);
    bar.value = percent;
    sending.textContent = sending.dataset.sending.replace("{percent}", `${percent} %`);
  });
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", () => fail());
  request.send(new FormData(form));
}

form.addEventListener(
  "submit",
  (event) => {
    // Before the listener that lets a form be sent once only: this one may be sent again after a failure.
    event.preventDefault();
    event.stopImmediatePropagation();
    send();
  },
  true,
);

for (const kind of ["dragenter", "dragover"]) {
  addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("drop-here");
  });
}

addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) drop.classList.remove("drop-here");
});

addEventListener("drop", (event) => {
  event.preventDefault();
  drop.classList.remove("drop-here");
  if (under || !event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  send();
});
