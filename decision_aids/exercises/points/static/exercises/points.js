// Points to divide: says while she types how many are left. Without it the answer says so when it is sent.

for (const list of document.querySelectorAll("[data-points]")) {
  const said = list.parentElement.querySelector("[data-points-said]");
  const total = Number(list.dataset.points);
  let waiting;

  const count = () => {
    const given = [...list.querySelectorAll('[inputmode="numeric"]')].map((field) => Number(field.value.trim()) || 0);
    const divided = given.reduce((sum, points) => sum + points, 0);
    said.textContent = divided ? said.dataset.pointsSaid.replace("NUMBER", () => total - divided) : "";
  };

  list.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 400); // so that a screen reader hears the end of it only
  });
  count();
}
