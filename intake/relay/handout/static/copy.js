// A button that copies the words of another element; without a script it is not shown, and the words can be marked.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const words = document.getElementById(button.dataset.copy);
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.textContent);
      button.textContent = button.dataset.done;
      document.getElementById("copied").textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(words); // the browser does not let us: it is marked, to copy by hand
    }
  });
}
