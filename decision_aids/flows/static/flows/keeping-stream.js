/* A stream whose picker does not offer the placeholder of a block that is not installed any more, nor what the site does not offer. */
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

  class KeepingStreamBlockDefinition extends StreamBlockDefinition {
    constructor(...args) {
      super(...args); // needs all of them in its list, to draw the ones that are there
      const hidden = JSON.parse(document.getElementById("flow-hidden")?.textContent ?? "[]");
      const kept = new Set(["unknown", ...hidden]);
      this.groupedChildBlockDefs = this.groupedChildBlockDefs
        .map(([group, blocks]) => [group, blocks.filter((block) => !kept.has(block.name))])
        .filter(([, blocks]) => blocks.length);
    }
  }

  window.telepath.register("flows.KeepingStreamBlock", KeepingStreamBlockDefinition);
})();
