/* Keeps what a helper writes as a draft, and clears the screen when the desk has locked by itself. */
const PAUSE = 3000;
const IDLE = 15 * 60 * 1000;

for (const form of document.querySelectorAll("form[data-draft]")) {
  const field = form.querySelector("textarea");
  const status = form.querySelector("[data-draft-status]");
  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(form, status), PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
}

async function keep(form, status) {
  let became = "lost";
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), redirect: "error" });
    became = { 204: "kept", 410: "gone" }[answer.status] ?? "lost";
    if (became === "kept") stay();
  } catch {
    became = "lost";
  }
  if (status) status.textContent = status.dataset[became];
}

let lock;
function stay() {
  clearTimeout(lock);
  lock = setTimeout(() => location.reload(), IDLE + PAUSE);
}
stay();
