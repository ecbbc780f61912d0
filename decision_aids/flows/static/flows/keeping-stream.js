/* A stream whose picker does not offer the placeholder of a block that is not installed any more. */
(() => {
  const { StreamBlockDefinition } = window.wagtailStreamField.blocks;

  class KeepingStreamBlockDefinition extends StreamBlockDefinition {
    constructor(...args) {
      super(...args); // needs the placeholder in its list, to draw the ones that are there
      this.groupedChildBlockDefs = this.groupedChildBlockDefs
        .map(([group, blocks]) => [group, blocks.filter((block) => block.name !== "unknown")])
        .filter(([, blocks]) => blocks.length);
    }
  }

  window.telepath.register("flows.KeepingStreamBlock", KeepingStreamBlockDefinition);
})();
