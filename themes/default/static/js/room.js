/* How much of the room in a text is used, told when little is left. A text that is too long is refused and kept, never cut. */
for (const field of document.querySelectorAll("[data-room]")) {
  const room = Number(field.dataset.room);
  const hint = document.createElement("output");
  hint.className = "field__room";
  field.after(hint);
  field.addEventListener("input", () => {
    const used = [...field.value.trim()].length;
    hint.textContent = used > room * 0.8 ? `${used} / ${room}` : "";
    hint.classList.toggle("field__room--full", used > room);
  });
}
