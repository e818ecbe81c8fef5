// Asks how far it is, and goes on to what came of it.

const EVERY = 400;

const bar = document.getElementById("far");
const doing = document.getElementById("doing");

async function look() {
  try {
    const answer = await fetch(bar.dataset.state, { headers: { Accept: "application/json" } });
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) {
      location.reload(); // the desk was locked meanwhile
      return;
    }
    const state = await answer.json();
    if (state.next) {
      location.replace(state.next);
      return;
    }
    if (state.total) {
      bar.max = state.total;
      bar.value = state.done;
    }
    if (doing.textContent !== state.doing) doing.textContent = state.doing;
  } catch {
    // the program is busy, or was ended: ask again
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
