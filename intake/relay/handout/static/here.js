// From here the tablet is the form's: this page leaves no entry to go back to.

location.replace(document.getElementById("form").href);
