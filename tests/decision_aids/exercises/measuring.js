// What a page is like to the eye and the finger: run in the page by a test, gives plain lists of faults.
({
  // Open everything that is folded; gives how many there were, so that a test sees that it looked.
  unfold() {
    const folded = [...document.querySelectorAll("main details:not([open])")];
    folded.forEach((part) => { part.open = true; part.dataset.wasFolded = ""; });
    return folded.length;
  },

  fold() {
    document.querySelectorAll("[data-was-folded]").forEach((part) => { part.open = false; delete part.dataset.wasFolded; });
  },

  // What can be pressed or typed in, together with its label, and is smaller than a finger.
  smallTargets(least, leastInText) {
    const small = [];
    for (const control of document.querySelectorAll("main :is(a[href], button, summary, input:not([type=hidden]), select, textarea)")) {
      if (!this.isSeen(control)) continue;
      const boxes = [control, ...(["radio", "checkbox"].includes(control.type) ? control.labels : [])].map((part) => part.getBoundingClientRect());
      const inlineSize = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
      const blockSize = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
      const inText = control.matches("a[href]") && getComputedStyle(control).display === "inline";
      const wanted = inText ? leastInText : least;
      if (blockSize < wanted - 0.5 || (!inText && inlineSize < wanted - 0.5)) {
        small.push(`${Math.round(inlineSize)} x ${Math.round(blockSize)}: ${this.name(control)}`);
      }
    }
    return small;
  },

  // What is wider than the window or than the box that it stands in.
  overflows() {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? [`page: ${root.scrollWidth} in ${root.clientWidth}`] : [];
    for (const part of document.querySelectorAll("main, main *")) {
      if (!this.isSeen(part) || part.closest("svg, option, .visually-hidden") || this.scrolls(part)) continue;
      const box = part.getBoundingClientRect();
      if (box.left < -1 || box.right > root.clientWidth + 1) wide.push(`outside: ${this.name(part)}`);
      const typed = part.matches("input, select, textarea");
      const inline = getComputedStyle(part).display === "inline";
      if (!typed && !inline && part.scrollWidth > part.clientWidth + 1 && !this.holdsHidden(part)) {
        wide.push(`${part.scrollWidth} in ${part.clientWidth}: ${this.name(part)}`);
      }
    }
    return wide;
  },

  // What moves by itself.
  moving() {
    return document.getAnimations().filter((one) => one.playState === "running" && one.effect.getComputedTiming().duration > 20)
      .map((one) => `${one.animationName ?? one.transitionProperty}: ${this.name(one.effect.target)}`);
  },

  // Whether something around what has the focus is drawn differently because of it, and nothing lies over it.
  focusIsSeen() {
    const here = document.activeElement;
    if (!here.matches(":focus")) return ""; // a part of it that the browser made, like the calendar of a day: it draws that itself
    const around = [here, here.closest("label"), here.nextElementSibling].filter(Boolean);
    const drawn = around.some((part) => {
      const style = getComputedStyle(part);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow.includes("3px");
    });
    const box = here.getBoundingClientRect();
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    const free = top === here || here.contains(top) || [...(here.labels ?? [])].some((label) => label.contains(top));
    return drawn && free ? "" : `${drawn ? "" : "not drawn "}${free ? "" : `under ${top ? this.name(top) : "the edge"} `}${this.name(here)}`;
  },

  isSeen(part) {
    const box = part.getBoundingClientRect();
    return part.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
  },

  // Whether it stands in a frame that is there to scroll, like that of a table.
  scrolls(part) {
    const frame = part.closest(".table-frame");
    return frame !== null && getComputedStyle(frame).overflowX === "auto";
  },

  holdsHidden(part) {
    return [...part.querySelectorAll(".visually-hidden")].length > 0 && ![...part.querySelectorAll("*")].some((inner) =>
      !inner.closest(".visually-hidden") && inner.getBoundingClientRect().right > part.getBoundingClientRect().right + 1);
  },

  name(part) {
    const words = (part.innerText || part.labels?.[0]?.innerText || "").trim().slice(0, 40);
    return `<${part.localName}${part.className && part.className.baseVal === undefined ? `.${part.className}` : ""}> ${words}`;
  },
})
