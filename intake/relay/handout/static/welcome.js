// The end of an invitation's link reaches no server's log and stays in no history: it is taken out of the address and
// posted. Without this script the link is pasted.

const form = document.getElementById("link");

function open() {
  const token = location.hash.slice(1);
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  form.elements.invitation.value = token;
  form.submit();
}

window.addEventListener("hashchange", open);
open();
