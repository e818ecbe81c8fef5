// A form is sent once, however often it is pressed; a page that the browser kept is fetched anew.

for (const form of document.forms) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    // What opens in a tab of its own leaves this page as it is: to be sent again.
    if (form.method === "dialog" || event.submitter?.formTarget) return;
    if (sent) event.preventDefault();
    sent = true;
  });
}

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
