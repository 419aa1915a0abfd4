// Pass it on: <share-link data-title data-copied> with a hidden button and a [role=status].
(() => {
  class ShareLink extends HTMLElement {
    connectedCallback() {
      const button = this.querySelector("button");
      const status = this.querySelector("[role=status]");
      if (!button || !(navigator.share || navigator.clipboard)) return;
      button.hidden = false;
      button.addEventListener("click", async () => {
        const url = this.dataset.url || location.origin + location.pathname;
        try {
          if (navigator.share) await navigator.share({ title: this.dataset.title, url });
          else {
            await navigator.clipboard.writeText(url);
            status.textContent = this.dataset.copied;
          }
        } catch {
          // she changed her mind
        }
      });
    }
  }
  customElements.define("share-link", ShareLink);
})();
