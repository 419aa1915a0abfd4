// What has focus, and whether it can be seen: its ring, and that nothing lies over it.
const here = document.activeElement;
if (!here || here === document.body) return null;
const shown = here.closest("label") || here;
const ring = (element) => [null, "::before", "::after"].some((part) => {
  const { content, outlineStyle, outlineWidth } = getComputedStyle(element, part);
  return (!part || content !== "none") && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
});
const { left, top, right, bottom, width, height } = shown.getBoundingClientRect();
const bar = document.querySelector(".bar").getBoundingClientRect();
const inBar = Boolean(here.closest(".bar"));
const floats = getComputedStyle(document.querySelector(".bar")).position === "fixed";
// of what is taller than the screen, such as a table: the part that is on it
const middle = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
const top_most = document.elementFromPoint((left + right) / 2, height > innerHeight ? middle : (top + bottom) / 2);
// What a page is there for; where it has nothing of the first sort, of the next.
const mains = ["main .question__actions .button", "main .card__link", "main .button", "main a"];
const main = mains.find((kind) => document.querySelector(kind)) || "body";
return {
  what: `${here.tagName.toLowerCase()} “${(shown.innerText || here.value || here.name || "").trim().replace(/\s+/g, " ").slice(0, 60)}”`,
  id: `${here.tagName} ${here.name || ""} ${here.value || ""} ${here.href || ""} ${[...document.querySelectorAll("*")].indexOf(here)}`,
  ring: [here, shown, here.closest("article")].some((element) => element && ring(element)),
  seen: width > 0 && height > 0 && Boolean(top_most) && (shown.contains(top_most) || top_most.contains(shown)),
  covered: floats && !inBar && bottom > bar.top + 0.5 && height < innerHeight / 2,
  isMain: here.matches(main),
};
