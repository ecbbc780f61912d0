// Things in order: moves them on the screen at once and keeps their numbers right. Without it every button asks the server.

const lists = document.querySelectorAll("[data-ranking]");

for (const list of lists) {
  const said = list.parentElement.querySelector("[data-ranking-said]");
  const things = () => [...list.children].filter((thing) => thing.querySelector("[data-ranking-move]"));

  const renumber = () => {
    const all = things();
    all.forEach((thing, place) => {
      thing.querySelector("select").value = String(place + 1);
      thing.querySelector('[data-ranking-move="up"]').hidden = place === 0;
      thing.querySelector('[data-ranking-move="down"]').hidden = place === all.length - 1;
    });
  };

  const nameOf = (thing) =>
    thing.querySelector("[data-ranking-name]")?.textContent ?? thing.querySelector("input").value;

  const say = (thing) => {
    const place = things().indexOf(thing) + 1;
    said.textContent = said.dataset.rankingSaid.replace("THING", () => nameOf(thing)).replace("NUMBER", () => place);
  };

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-ranking-move]");
    if (!button) return;
    event.preventDefault();
    const thing = button.closest("li");
    const all = things();
    const here = all.indexOf(thing);
    if (button.dataset.rankingMove === "up" && here > 0) all[here - 1].before(thing);
    if (button.dataset.rankingMove === "down" && here < all.length - 1) all[here + 1].after(thing);
    renumber();
    say(thing);
    (button.hidden ? thing.querySelector("[data-ranking-move]:not([hidden])") : button).focus();
  });

  for (const thing of things()) {
    const handle = document.createElement("span");
    handle.className = "ranking__handle";
    handle.setAttribute("aria-hidden", "true");
    handle.textContent = "⠿";
    thing.prepend(handle);

    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
      thing.classList.add("ranking__thing--held");
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      for (const other of things()) {
        if (other === thing) continue;
        const box = other.getBoundingClientRect();
        const middle = box.top + box.height / 2;
        const above = other.compareDocumentPosition(thing) & Node.DOCUMENT_POSITION_FOLLOWING;
        if (above && event.clientY < middle) {
          other.before(thing);
          handle.setPointerCapture(event.pointerId);
          break;
        }
        if (!above && event.clientY > middle) {
          other.after(thing);
          handle.setPointerCapture(event.pointerId);
        }
      }
    });
    const release = () => {
      if (!thing.classList.contains("ranking__thing--held")) return;
      thing.classList.remove("ranking__thing--held");
      renumber();
      say(thing);
    };
    handle.addEventListener("pointerup", release);
    handle.addEventListener("pointercancel", release);
  }
}
