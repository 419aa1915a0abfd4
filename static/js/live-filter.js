// Filters while she types: <live-filter> around a GET form, results in #results. Without this
// script the form's own button does the same.
(() => {
  class LiveFilter extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.status = this.querySelector("[role=status]");
      if (!this.form) return;
      this.form.addEventListener("input", () => this.later(350));
      this.form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.later(0);
      });
    }

    later(milliseconds) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.run(), milliseconds);
    }

    async run() {
      const query = new URLSearchParams();
      for (const [name, value] of new FormData(this.form)) if (value) query.append(name, value);
      const url = new URL(this.form.action);
      url.search = query;
      this.running?.abort();
      const { signal } = (this.running = new AbortController());
      this.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(url, { signal, headers: { Accept: "text/html" } });
        if (!answer.ok) throw new Error(answer.status);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("results");
        const stale = document.getElementById("results");
        if (!fresh || !stale) throw new Error("no results");
        stale.replaceWith(fresh);
        history.replaceState(history.state, "", url);
        for (const link of document.querySelectorAll("a[data-keep-query]")) link.search = url.search;
        for (const place of document.querySelectorAll("input[name=place]")) place.value = url.search.slice(1);
        this.say(fresh.dataset.announce);
      } catch (error) {
        if (signal.aborted) return;
        this.say(this.dataset.failed);
      }
      this.removeAttribute("aria-busy");
    }

    say(sentence) {
      if (this.status) this.status.textContent = sentence || "";
    }
  }
  customElements.define("live-filter", LiveFilter);
})();
