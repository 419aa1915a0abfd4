// Four small behaviours over plain HTML.
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

  // rows with a box each: with the focus among them j goes down, k up, and x ticks; without this Tab and Space do it
  for (const hint of document.querySelectorAll("[data-with-scripts]")) hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-rows] tr");
    if (!row || event.ctrlKey || event.metaKey || event.altKey || !["j", "k", "x"].includes(event.key)) return;
    const boxes = [...row.closest("table").querySelectorAll("[type=checkbox]")];
    const here = boxes.indexOf(row.querySelector("[type=checkbox]"));
    if (event.key === "x") boxes[here]?.click();
    else boxes[here + (event.key === "j" ? 1 : -1)]?.focus();
  });

  // what takes its time: looks again every second, and opens what it became; without this a link does it
  const lookAgain = async () => {
    const stale = document.querySelector("[data-look-again]");
    if (!stale) return;
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-look-again]");
      if (!fresh) return location.replace(location.href);
      stale.replaceWith(fresh);
    } catch { /* the connection is away; the link is still there */ }
    setTimeout(lookAgain, 1000);
  };
  setTimeout(lookAgain, 1000);
})();
