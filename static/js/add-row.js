// One more row: <add-row data-next="3"> with [data-rows], a <template> in which __n__ becomes the
// number, and a hidden button[data-add]. Without this script the server offers [data-spare] rows.
(() => {
  class AddRow extends HTMLElement {
    connectedCallback() {
      const rows = this.querySelector("[data-rows]");
      const template = this.querySelector("template");
      const button = this.querySelector("[data-add]");
      if (!rows || !template || !button) return;
      let next = Number(this.dataset.next);
      const most = Number(this.dataset.most || 20);
      for (const spare of rows.querySelectorAll("[data-spare]")) spare.remove();
      button.hidden = rows.children.length >= most;
      button.addEventListener("click", () => {
        const row = document.importNode(template.content, true).firstElementChild;
        for (const part of [row, ...row.querySelectorAll("*")]) {
          for (const { name, value } of [...part.attributes]) {
            if (value.includes("__n__")) part.setAttribute(name, value.replaceAll("__n__", next));
          }
        }
        next += 1;
        rows.append(row);
        row.querySelector("select, input").focus();
        button.hidden = rows.children.length >= most;
      });
    }
  }
  customElements.define("add-row", AddRow);
})();
