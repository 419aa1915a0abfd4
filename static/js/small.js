// Two small behaviours over plain HTML.
(() => {
  document.addEventListener("click", (event) => {
    // school hours: ticks the boxes named in data-school-hours; without this the server does it
    const hours = event.target.closest("button[data-school-hours]");
    if (hours) {
      event.preventDefault();
      const values = hours.dataset.schoolHours.split(" ");
      for (const box of hours.form.querySelectorAll("[type=checkbox]")) {
        if (values.includes(box.value)) box.checked = true;
      }
      hours.form.dispatchEvent(new Event("input", { bubbles: true }));
      const status = hours.form.querySelector("[data-school-hours-status]");
      if (status) status.textContent = hours.dataset.done;
    }

    // leave at once, and leave no way back to this page
    const exit = event.target.closest("a[data-quick-exit]");
    if (exit) {
      event.preventDefault();
      location.replace(exit.href);
    }
  });
})();
