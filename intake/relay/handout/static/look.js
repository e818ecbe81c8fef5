// A password can be looked at while it is typed; it is hidden again before it is sent, so that no browser takes it for
// a word to remember.

const { show, hide } = document.querySelector("script[data-show]").dataset;

for (const input of document.querySelectorAll("input[data-look]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.setAttribute("aria-controls", input.id);
  const turn = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? hide : show;
    button.setAttribute("aria-pressed", String(visible));
  };
  button.addEventListener("click", () => turn(input.type === "password"));
  input.form.addEventListener("submit", () => turn(false));
  turn(false);
  const label = document.createElement("div");
  label.className = "look";
  input.before(label);
  label.append(input, button);
}
