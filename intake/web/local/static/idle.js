// Locks the desk when nobody is there, and at Alt+L. The server does the same by itself: this also clears the screen.

const MINUTE = 60_000;
const WARN = 30_000;
const TELL = 20_000;

const minutes = Number(document.body.dataset.idleMinutes);
const dialog = document.getElementById("idle");
let last = Date.now();
let told = Date.now();

function lock() {
  document.getElementById("main").replaceChildren();
  document.getElementById("lock").submit();
}

function alive() {
  last = Date.now();
  if (dialog.open) dialog.close();
  // Who reads or types on one page sends no request, and is there all the same.
  if (last - told > TELL) {
    told = last;
    fetch("/active", { method: "POST" }).catch(() => {});
  }
}

for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, alive, { passive: true });

addEventListener("keydown", (event) => {
  if (event.altKey && event.key.toLowerCase() === "l") {
    event.preventDefault();
    lock();
  }
});

setInterval(() => {
  const still = minutes * MINUTE - (Date.now() - last);
  if (still <= 0) lock();
  else if (still <= WARN && !dialog.open) dialog.showModal();
}, 1000);
