// Counts what is ticked. "Tick all" appears once the last case was on the screen: whoever came there went past them all.

const form = document.getElementById("greens");

if (form) {
  const boxes = [...form.querySelectorAll("input[name=case]")];
  const all = document.getElementById("all");
  const button = document.getElementById("confirm");

  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    const { label, one, many } = button.dataset;
    button.textContent = ticked === 0 ? label : ticked === 1 ? one : many.replace("#", ticked);
    button.setAttribute("aria-disabled", String(ticked === 0));
  };

  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    all.hidden = false;
    observer.disconnect();
  }).observe(form.querySelector("li:last-child .green-said"));

  all.addEventListener("click", () => {
    for (const box of boxes) box.checked = true;
    count();
  });
  form.addEventListener("change", count);
  form.addEventListener("submit", (event) => {
    if (!boxes.some((box) => box.checked)) event.preventDefault();
  }, { capture: true });
  count();
}
