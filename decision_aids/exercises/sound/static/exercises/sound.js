// Records a sound on the page and puts it into the file field. The microphone is asked for only when she presses the button.

const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS = 32000; // a second: two minutes of talking stay under 500 kB

const inMinutes = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

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
      afterwards?.form.requestSubmit(afterwards);
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
    if (recorder?.state !== "recording") return;
    event.preventDefault();
    afterwards = event.submitter;
    finish();
  });
  addEventListener("pagehide", finish);

  room.hidden = false;
}

if (navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.DataTransfer) {
  for (const room of document.querySelectorAll("[data-recorder]")) start(room);
}
