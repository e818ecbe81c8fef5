// A button that prints the page, where there is a script to do so.

const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => print());
