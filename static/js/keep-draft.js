// Nothing typed is lost: <keep-draft> around a POST form. Before it is sent we ask whether the
// server can be reached; if not, the sentence in data-lost shows and the form stays. What was typed
// waits in this tab's sessionStorage until the server has it. With data-version it waits for a form of that version
// alone: an old draft never covers what somebody else wrote since.
(() => {
  const prefix = "draft ";
  const keyOf = (form) => [prefix + new URL(form.action).pathname, form.closest("keep-draft")?.dataset.version ?? []].flat().join(" ");
  const read = (key) => {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const write = (key, draft) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // full or forbidden: then we only do without
    }
  };
  const forget = (key) => {
    try {
      sessionStorage.removeItem(key);
    } catch {
      // as above
    }
  };

  class KeepDraft extends HTMLElement {
    connectedCallback() {
      this.form = this.querySelector("form");
      this.lost = this.querySelector("[data-lost]");
      if (!this.form) return;
      this.key = keyOf(this.form);
      const draft = read(this.key);
      if (draft?.sent && document.querySelector(".error-summary, .flash")) forget(this.key);
      else if (draft) this.restore(draft.fields);
      this.form.addEventListener("input", () => this.keep(false));
      this.form.addEventListener("submit", (event) => this.send(event));
    }

    fields() {
      return [...this.form.elements].filter((f) => f.name && !/^(hidden|password|file|submit|button|fieldset)$/.test(f.type));
    }

    keep(sent) {
      const fields = this.fields().map((f) => [f.name, /^(checkbox|radio)$/.test(f.type) ? f.checked : null, f.value]);
      write(this.key, { sent, fields });
    }

    restore(kept) {
      const left = [...kept];
      // rows that were added come back first
      const more = this.form.querySelector("[data-add]");
      const most = (fields) => Math.max(0, ...Object.values(Object.groupBy(fields, ([name]) => name)).map((f) => f.length));
      const now = () => most(this.fields().filter((f) => !/^(checkbox|radio)$/.test(f.type)).map((f) => [f.name]));
      const before = most(kept.filter(([, checked]) => checked === null));
      for (let tries = 0; more && !more.hidden && now() < before && tries < 20; tries += 1) more.click();
      for (const field of this.fields()) {
        const choice = /^(checkbox|radio)$/.test(field.type);
        const at = left.findIndex(([name, , value]) => name === field.name && (!choice || value === field.value));
        if (at < 0) continue;
        const [[, checked, value]] = left.splice(at, 1);
        if (choice) field.checked = checked;
        else field.value = value;
      }
    }

    async send(event) {
      if (this.passed) {
        this.passed = false;
        return;
      }
      event.preventDefault();
      if (this.asking) return;
      const { submitter } = event;
      this.keep(true);
      this.asking = true;
      const reached = await this.reach();
      this.asking = false;
      if (this.lost) this.lost.hidden = reached;
      if (!reached) {
        this.keep(false);
        this.lost?.focus();
        return;
      }
      this.passed = true;
      this.form.requestSubmit(submitter);
      this.passed = false;
    }

    // only a connection that is certainly gone holds the form back; a slow one does not
    async reach() {
      if (navigator.onLine === false) return false;
      try {
        const signal = AbortSignal.timeout(4000);
        await fetch(this.dataset.ping || "/healthz", { method: "HEAD", cache: "no-store", signal });
        return true;
      } catch (error) {
        return error.name === "TimeoutError" || error.name === "AbortError";
      }
    }
  }

  // sent, and now somewhere else: the server has it
  const here = [...document.forms].map(keyOf);
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix) && !here.includes(key) && read(key)?.sent) forget(key);
    }
  } catch {
    // no storage
  }
  customElements.define("keep-draft", KeepDraft);
})();
