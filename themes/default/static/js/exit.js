/* Leaving at once: cover the page, then send the same form that works without this file. Shift three times does it too. */
const form = document.querySelector("form[data-exit]");
const dots = form.querySelector(".exit__dots");
const status = document.createElement("span");
let presses = 0;
let alone = false;
let timer = 0;
let cover = null;

status.className = "visually-hidden";
status.setAttribute("role", "status");
form.append(status);

function show(count) {
  presses = count;
  dots.hidden = count === 0;
  [...dots.children].forEach((dot, place) => dot.classList.toggle("on", place < count));
  status.textContent = count ? `${form.dataset.press} (${count}/3)` : "";
}

function coverPage() {
  if (cover) return;
  cover = document.createElement("div");
  cover.className = "exit-cover";
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  document.title = form.dataset.leaving;
  cover.textContent = form.dataset.leaving;
}

function reset() {
  clearTimeout(timer);
  alone = false;
  show(0);
}

form.addEventListener("submit", coverPage);

/* A press counts when Shift goes down and up with nothing in between: capitals and selections do not. */
addEventListener("keydown", (event) => {
  if (event.key !== "Shift") return reset();
  if (!event.repeat) alone = true;
});

addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  alone = false;
  if (presses === 0) timer = setTimeout(reset, 5000);
  show(presses + 1);
  if (presses === 3) {
    coverPage();
    form.requestSubmit(form.querySelector("button"));
  }
});

addEventListener("pointerdown", reset);

/* A page brought back from the browser's memory: what was left stays covered until the server has answered again. */
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  if (cover) location.reload();
  reset();
});
