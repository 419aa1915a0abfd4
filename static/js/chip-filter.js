// A text filter over many chips: <chip-filter> around groups (<details class="group">) of .chip.
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  class ChipFilter extends HTMLElement {
    connectedCallback() {
      const bar = this.querySelector("[data-chip-filter]");
      if (!bar) return;
      bar.hidden = false;
      this.status = bar.querySelector("[role=status]");
      this.input = bar.querySelector("input");
      this.input.addEventListener("input", () => this.filter());
      this.input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
      });
    }

    filter() {
      const words = plain(this.input.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const group of this.querySelectorAll("details")) {
        if (words.length && group.dataset.was === undefined) group.dataset.was = group.open ? "open" : "";
        const name = group.querySelector("summary").textContent;
        let here = 0;
        for (const chip of group.querySelectorAll(".chip")) {
          const text = plain(`${chip.textContent} ${chip.dataset.words || ""} ${name}`);
          chip.hidden = !words.every((word) => text.includes(word));
          if (!chip.hidden) here += 1;
        }
        group.hidden = words.length > 0 && here === 0;
        if (words.length) group.open = here > 0;
        else if (group.dataset.was !== undefined) {
          group.open = group.dataset.was === "open" || Boolean(group.querySelector(":checked"));
          delete group.dataset.was;
        }
        found += here;
      }
      const { none, one, many } = this.dataset;
      const sentence = found === 0 ? none : found === 1 ? one : many;
      this.status.textContent = words.length ? (sentence || "").replace("{n}", found) : "";
    }
  }
  customElements.define("chip-filter", ChipFilter);
})();
