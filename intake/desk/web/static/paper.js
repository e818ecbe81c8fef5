// Typing a form by keyboard alone: a digit crosses the box with that number and goes on; Enter goes on without; Shift
// and Enter goes back; Backspace takes a choice back. Without this script the same form works by Tab, arrows and space.

const form = document.getElementById("sheet");
const asked = [...form.querySelectorAll(".asked")];
const look = document.getElementById("look");

function inputs(block) {
  return [...block.querySelectorAll("input")];
}

function enter(block) {
  if (!block) {
    look.focus();
    return;
  }
  const boxes = inputs(block);
  const there = boxes.find((box) => box.checked) ?? boxes[0];
  there.focus();
  if (there.type === "text") there.select();
  block.scrollIntoView({ block: "nearest" });
}

function go(block, by) {
  const at = asked.indexOf(block) + by;
  if (at >= 0) enter(asked[at]);
}

function cross(block, number) {
  const box = inputs(block)[number - 1];
  if (!box) return;
  if (block.dataset.kind === "several") {
    box.checked = !box.checked;
    keep();
    box.focus();
    return;
  }
  box.checked = true;
  keep();
  go(block, 1);
}

form.addEventListener("keydown", (event) => {
  const block = event.target.closest(".asked");
  if (!block || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    go(block, event.shiftKey ? -1 : 1);
    return;
  }
  if (!["one", "several"].includes(block.dataset.kind)) return;
  if (/^[1-9]$/.test(event.key)) {
    event.preventDefault();
    cross(block, Number(event.key));
  } else if (event.key === "Backspace" || event.key === "Delete") {
    event.preventDefault();
    for (const box of inputs(block)) box.checked = false;
    keep();
  }
});

// From the button back to the last question, as from everywhere else.
look.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.shiftKey) return;
  event.preventDefault();
  enter(asked[asked.length - 1]);
});

// What was typed is kept at once, in the desk's memory: another page, or the back key, loses nothing.
let number = 0;

function keep() {
  const body = new FormData(form);
  number += 1;
  body.set("look", form.dataset.look);
  body.set("number", String(number));
  fetch(form.dataset.keep, { method: "POST", body, keepalive: true }).catch(() => {});
}

form.addEventListener("change", keep);
addEventListener("pagehide", keep);

// Where one came to change one thing, or something is not clear, that is where to begin.
const wanted = location.hash && document.getElementById(location.hash.slice(1));
const wrong = form.querySelector(".asked-wrong");
if (wanted) enter(wanted.closest(".asked"));
else if (wrong) enter(wrong);
