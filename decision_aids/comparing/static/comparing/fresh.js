// What two people laid side by side may be gone: a tab that somebody comes back to asks again.
const askAgain = () => window.location.reload();

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") askAgain();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) askAgain();
});
