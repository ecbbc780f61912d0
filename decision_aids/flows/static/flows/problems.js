/* The list of problems above the editor: read again after each autosave, each line opens its block. */
(() => {
  const { Controller } = window.StimulusModule;

  class Problems extends Controller {
    static values = { url: String };

    connect() {
      if (window.location.hash.startsWith("#block-")) setTimeout(() => this.show(window.location.hash.slice(1)), 300);
    }

    async refresh() {
      if (!this.urlValue) return;
      const response = await fetch(this.urlValue, { headers: { "X-Requested-With": "XMLHttpRequest" } });
      if (!response.ok) return;
      const { html, modes } = await response.json();
      this.element.innerHTML = html;
      this.listSteps(modes);
    }

    /* A step that was just added can be previewed at once. */
    listSteps(modes) {
      const list = document.querySelector("#id_preview_mode");
      if (!list) return;
      const chosen = list.value;
      list.replaceChildren(
        ...modes.map(([value, label]) => new Option(label, value, false, value === chosen)),
      );
    }

    open(event) {
      const id = event.currentTarget.hash.slice(1);
      if (!document.getElementById(id)) return;
      event.preventDefault();
      this.show(id);
    }

    /* Opens the tab and every closed panel around a block, then goes to it. */
    show(id) {
      const block = document.getElementById(id);
      if (!block) return;
      const tab = block.closest("[role=tabpanel]");
      if (tab && tab.hidden) document.getElementById(tab.getAttribute("aria-labelledby"))?.click();
      for (let panel = block; panel; panel = panel.parentElement?.closest("section")) {
        const toggle = panel.querySelector(":scope > * > [data-panel-toggle], :scope > [data-panel-toggle]");
        if (toggle && toggle.getAttribute("aria-expanded") === "false") toggle.click();
      }
      const root = block.matches("input, textarea, select") ? block.closest("section") || block : block;
      root.scrollIntoView({ block: "start" });
      const target = root.querySelector(
        "[data-panel-toggle], [contenteditable=true], input:not([type=hidden]), textarea, select, button",
      );
      (target || root).focus({ preventScroll: true });
    }
  }

  window.wagtail.app.register("flow-problems", Problems);
})();
