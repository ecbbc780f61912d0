// Records a sound on the page and puts it into the file field. The microphone is asked for only when she presses the button.

const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS = 32000; // a second: two minutes of talking stay under 500 kB

const inMinutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

const underway = new WeakSet(); // forms that are being sent from here
const plain = new WeakSet(); // forms that the browser sends by itself

// Sends a form with a sound in it from this page, so that the sound is still here when it could not be saved.
// Any other form that is sent meanwhile, such as the one that leaves, goes first.
async function send(form, button, say) {
  if (underway.has(form)) return;
  underway.add(form);
  say("sending");
  const leaving = new AbortController();
  const leave = (event) => event.target !== form && leaving.abort();
  document.addEventListener("submit", leave, true);
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body, signal: leaving.signal }).catch(() => null);
  document.removeEventListener("submit", leave, true);
  if (leaving.signal.aborted) return;
  const here = answer !== null && new URL(answer.url).pathname === location.pathname;
  if (answer === null || (here && answer.status === 503)) {
    underway.delete(form);
    say("busy");
  } else if (answer.redirected && (!here || answer.ok || [409, 422].includes(answer.status))) {
    location.assign(answer.url);
  } else {
    plain.add(form); // a page that only the browser itself can show
    form.requestSubmit(button);
  }
}

function start(room) {
  const field = document.getElementById(room.dataset.field);
  const seconds = document.getElementById(room.dataset.seconds);
  const part = (name) => room.querySelector(`[data-recorder-${name}]`);
  const [begin, stop, listen, again, time, said] = ["start", "stop", "listen", "again", "time", "said"].map(part);
  const remove = room.parentElement.querySelector("[data-recorder-present] input[type=checkbox]");
  const most = Number(room.dataset.mostSeconds);
  const words = listen.textContent;

  let recorder = null;
  let since = 0;
  let clock = 0;
  let player = null;
  let afterwards = null; // the button that sends the form, pressed while it was still recording

  const say = (what) => {
    said.textContent = said.dataset[what];
  };
  const offer = (...buttons) => {
    for (const button of [begin, stop, listen, again]) button.hidden = !buttons.includes(button);
  };
  const passed = () => Math.min(most, (performance.now() - since) / 1000);

  const hush = () => {
    player?.close();
    player = null;
    listen.textContent = words;
  };

  const record = async () => {
    hush();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
    } catch {
      say("refused");
      return;
    }
    const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS });
    const pieces = [];
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      clearInterval(clock);
      room.classList.remove("recorder--on");
      keep(new File(pieces, "sound", { type: recorder.mimeType }));
      recorder = null;
      const button = afterwards;
      afterwards = null;
      button?.form.requestSubmit(button);
    });
    recorder.start();
    since = performance.now();
    clock = setInterval(() => {
      time.textContent = inMinutes(passed());
      if (passed() >= most) finish();
    }, 200);
    room.classList.add("recorder--on");
    time.textContent = inMinutes(0);
    say("recording");
    offer(stop);
    stop.focus();
  };

  const finish = () => {
    if (recorder?.state !== "recording") return;
    seconds.value = String(Math.round(passed()));
    time.textContent = inMinutes(passed());
    recorder.stop();
  };

  const keep = (file) => {
    const files = new DataTransfer();
    files.items.add(file);
    field.files = files.files;
    if (remove) remove.checked = false;
    say("done");
    offer(listen, again);
    listen.focus();
  };

  const play = async () => {
    if (player) {
      hush();
      return;
    }
    const mine = new AudioContext();
    player = mine;
    listen.textContent = listen.dataset.listening;
    try {
      const source = mine.createBufferSource();
      source.buffer = await mine.decodeAudioData(await field.files[0].arrayBuffer());
      source.connect(mine.destination);
      source.addEventListener("ended", () => player === mine && hush());
      source.start();
    } catch {
      if (player === mine) hush();
      say("silent");
    }
  };

  begin.addEventListener("click", record);
  again.addEventListener("click", record);
  stop.addEventListener("click", finish);
  listen.addEventListener("click", play);

  field.addEventListener("change", () => {
    hush();
    seconds.value = "";
    said.textContent = "";
    if (field.files[0]?.size > Number(room.dataset.mostBytes)) {
      field.value = "";
      say("large");
    }
    offer(...(field.files.length ? [listen, again] : [begin]));
    time.textContent = inMinutes(0);
  });
  field.form.addEventListener("submit", (event) => {
    const form = event.target;
    if (recorder?.state === "recording") {
      event.preventDefault();
      afterwards = event.submitter;
      finish();
    } else if (field.files.length && !event.defaultPrevented && !plain.has(form)) {
      event.preventDefault();
      if (form.querySelector(".recorder--on")) return; // that one sends the form when it has stopped
      send(form, event.submitter, (what) => {
        say(what);
        if (what === "busy") said.focus();
      });
    }
  });
  addEventListener("pagehide", finish);

  room.hidden = false;
}

if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.DataTransfer) {
  for (const room of document.querySelectorAll("[data-recorder]")) start(room);
}
