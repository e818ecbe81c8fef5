// What is shown here is gone after two minutes, when the page is left, and when somebody comes back to it.

const show = document.getElementById("show");
const left = document.getElementById("left");
const end = Date.now() + Number(show.dataset.seconds) * 1000;

function wipe() {
  show.replaceChildren();
}

function leave() {
  wipe();
  location.replace(show.dataset.then);
}

function tick() {
  const seconds = Math.ceil((end - Date.now()) / 1000);
  if (seconds <= 0) {
    leave();
    return;
  }
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  left.textContent = left.dataset.left.replace("{time}", time);
}

tick();
setInterval(tick, 1000);
document.addEventListener("visibilitychange", tick);
addEventListener("pagehide", wipe);
addEventListener("pageshow", (event) => {
  if (event.persisted) leave();
});
