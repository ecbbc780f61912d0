/* Leaving at once: cover the page, then send the form that works without this file. Shift three times within five seconds does it too. */
const form = document.querySelector("[data-exit]");

/* The answer to a form: the browser would keep what was sent, and write it to its disk, so as to be able to send it again. */
history.replaceState(null, "", location.href);

const dots = form.querySelector(".exit__dots");
const status = document.createElement("span");
let presses, alone, timer, cover;

status.className = "visually-hidden";
status.role = "status";
form.append(status);

function show(count) {
  presses = count;
  dots.hidden = !count;
  [...dots.children].forEach((dot, place) => dot.classList.toggle("on", place < count));
  status.textContent = count ? `${form.dataset.press} (${count}/3)` : "";
}

function reset() {
  clearTimeout(timer);
  alone = false;
  if (presses !== 0) show(0);
}

function hide() {
  if (cover) return;
  cover = document.createElement("div");
  cover.className = "exit-cover";
  cover.role = "alert";
  document.body.append(cover);
  cover.textContent = form.dataset.leaving;
}

form.addEventListener("submit", hide);

/* Shift counts when it goes down and up with nothing in between: not for capitals, not for selecting. */
addEventListener("keydown", (event) => {
  if (event.key !== "Shift") reset();
  else if (!event.repeat) alone = true;
});

addEventListener("keyup", (event) => {
  if (event.key !== "Shift" || !alone) return;
  alone = false;
  if (!presses) timer = setTimeout(reset, 5000);
  show(presses + 1);
  if (presses < 3) return;
  hide();
  form.requestSubmit(form.querySelector("button"));
});

addEventListener("pointerdown", reset);

/* Back from the browser's memory: what was left stays covered until the server has answered again. */
addEventListener("pageshow", (event) => {
  if (event.persisted && cover) location.reload();
  reset();
});
