// Puts the code of a link in its field, and takes it out of the address. Nothing is sent before the button is pressed.
const field = document.querySelector("[data-code]");
const code = window.location.hash.slice(1);

if (field && /^[0-9A-Za-z-]{20,40}$/.test(code)) {
  field.value = code;
  window.history.replaceState(null, "", window.location.pathname);
}
