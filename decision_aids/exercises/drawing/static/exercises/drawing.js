// A sheet to draw on: by finger, mouse or pen, and by keyboard. What is drawn goes into a hidden field as numbers.

const SVG = "http://www.w3.org/2000/svg";
const NEAR = 4; // a point that lies nearer than this to the one before is left out

const clamp = (number, most) => Math.min(most, Math.max(0, Math.round(number)));

async function linesAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  const file = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  return [...file.querySelectorAll("polyline")].map((line) => [
    Number(line.dataset.colour),
    Number(line.dataset.thick),
    ...line.getAttribute("points").split(/[ ,]/).map(Number),
  ]);
}

async function start(room) {
  const field = room.querySelector("input[type=hidden]");
  const sheet = room.querySelector("[data-drawing-sheet]");
  const svg = sheet.querySelector("svg");
  const layer = svg.querySelector("[data-drawing-lines]");
  const pen = svg.querySelector("[data-drawing-pen]");
  const said = room.querySelector("[data-drawing-said]");
  const present = room.parentElement.querySelector("[data-drawing-present]");
  const remove = present?.querySelector("input[type=checkbox]");
  const { width, height } = svg.viewBox.baseVal;
  const tools = (name) => [...room.querySelectorAll(`[data-drawing-${name}]`)];
  const colours = tools("colour");
  const thicknesses = tools("thick");
  const chosen = (buttons) => buttons.findIndex((button) => button.getAttribute("aria-pressed") === "true");

  let lines = [];
  let line = null; // the one that is being drawn
  let place = { x: width / 2, y: height / 2 }; // of the pen that the keyboard moves

  if (field.value) {
    try {
      lines = JSON.parse(field.value);
    } catch {
      lines = [];
    }
  } else if (room.dataset.drawingUrl) {
    try {
      lines = await linesAt(room.dataset.drawingUrl);
    } catch {
      return; // the picture and the words stay as they are
    }
  }

  const points = ([, , ...numbers]) => {
    const pairs = [];
    for (let at = 0; at < numbers.length; at += 2) pairs.push(`${numbers[at]},${numbers[at + 1]}`);
    return (pairs.length > 1 ? pairs : [...pairs, ...pairs]).join(" ");
  };
  const show = (one) => {
    const drawn = document.createElementNS(SVG, "polyline");
    drawn.setAttribute("fill", "none");
    drawn.setAttribute("stroke", colours[one[0]].dataset.drawingCode);
    drawn.setAttribute("stroke-width", thicknesses[one[1]].dataset.drawingWidth);
    drawn.setAttribute("stroke-linecap", "round");
    drawn.setAttribute("stroke-linejoin", "round");
    drawn.setAttribute("points", points(one));
    layer.append(drawn);
  };
  const keep = () => {
    field.value = lines.length ? JSON.stringify(lines) : "";
    if (remove) remove.checked = !lines.length;
  };
  const say = (what) => {
    said.textContent = said.dataset[what];
  };
  const begin = (x, y) => {
    if (JSON.stringify(lines).length > room.dataset.drawingMost * 0.95) {
      say("full");
      return;
    }
    line = [chosen(colours), chosen(thicknesses), x, y];
    lines.push(line);
    show(line);
    keep();
  };
  const goTo = (x, y) => {
    if (!line) return;
    const [lastX, lastY] = line.slice(-2);
    if (line.length > 4 && Math.hypot(x - lastX, y - lastY) < NEAR) return;
    line.push(x, y);
    layer.lastElementChild.setAttribute("points", points(line));
  };
  const lift = () => {
    if (line) keep();
    line = null;
  };
  const movePen = () => pen.setAttribute("transform", `translate(${place.x} ${place.y})`);
  const undo = () => {
    line = null;
    if (!lines.length) return;
    lines.pop();
    layer.lastElementChild.remove();
    keep();
    say("undone");
  };

  for (const buttons of [colours, thicknesses]) {
    for (const button of buttons) {
      button.addEventListener("click", () => {
        lift();
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
      });
    }
  }
  room.querySelector("[data-drawing-undo]").addEventListener("click", undo);
  room.querySelector("[data-drawing-clear]").addEventListener("click", () => {
    line = null;
    lines = [];
    layer.replaceChildren();
    keep();
    say("cleared");
  });

  const where = (event) => {
    const box = svg.getBoundingClientRect();
    return [
      clamp(((event.clientX - box.left) / box.width) * width, width),
      clamp(((event.clientY - box.top) / box.height) * height, height),
    ];
  };
  svg.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    lift();
    svg.setPointerCapture(event.pointerId);
    begin(...where(event));
  });
  svg.addEventListener("pointermove", (event) => {
    if (!event.isPrimary || !svg.hasPointerCapture(event.pointerId)) return;
    const between = event.getCoalescedEvents?.() ?? [];
    for (const one of between.length ? between : [event]) goTo(...where(one));
  });
  for (const end of ["pointerup", "pointercancel"]) svg.addEventListener(end, lift);

  const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  sheet.addEventListener("keydown", (event) => {
    if (event.altKey || event.metaKey) return;
    const step = event.ctrlKey ? null : steps[event.key];
    if (step) {
      const far = event.repeat ? 20 : 10;
      place = { x: clamp(place.x + step[0] * far, width), y: clamp(place.y + step[1] * far, height) };
      movePen();
      goTo(place.x, place.y);
      if (line) keep();
    } else if (event.key === " " && !event.repeat) {
      if (line) lift();
      else begin(place.x, place.y);
      if (line || said.textContent !== said.dataset.full) say(line ? "down" : "up");
    } else if (event.key === "Backspace" || (event.ctrlKey && event.key === "z")) {
      undo();
    } else if (event.key !== " ") {
      return;
    }
    event.preventDefault();
  });
  sheet.addEventListener("blur", lift);

  lines.forEach(show);
  movePen();
  if (present) present.hidden = true;
  room.parentElement.querySelector("[data-drawing-without]").hidden = true;
  room.hidden = false;
}

for (const room of document.querySelectorAll("[data-drawing]")) start(room);
