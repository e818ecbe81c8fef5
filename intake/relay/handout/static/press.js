// A form is sent once, however often it is pressed; a page that the browser kept is fetched anew.

const SECOND = 1000;

for (const form of document.forms) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    // What opens in a new tab leaves this page behind: it goes on to the page that says it is done.
    if (form.dataset.then) setTimeout(() => location.assign(form.dataset.then), SECOND);
  });
}

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
