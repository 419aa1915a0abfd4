// Looks at the page with everything open that can be opened: arguments are what axe shall look at ("nothing",
// "all" or "colours"), whether to see what scrolls where texts are longer, and the callback.
const [axeLooksAt, longer, answer] = arguments;
// Where the first of her cards ends, where nothing was just done, as far as the bar at the bottom leaves it to be seen.
const card = document.querySelector(".flash") ? null : document.querySelector("#results .card");
const bar = [...document.querySelectorAll("nav")].find((nav) => getComputedStyle(nav).position === "fixed");
const firstCard = card ? card.getBoundingClientRect().bottom + scrollY + (bar ? bar.offsetHeight : 0) : null;
const opened = [...document.querySelectorAll("details:not([open])")];
for (const details of opened) details.open = true;
const done = (found) => {
  for (const details of opened) details.open = false;
  answer(found);
};
const size = (entry) => ({ name: entry.name, body: entry.encodedBodySize, status: entry.responseStatus });
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
const wide = tooWide();
const too = (element) => {
  const { right, left, width } = element.getBoundingClientRect();
  return width > 0 && (right > innerWidth + 0.5 || left < -0.5);
};
const widest = (wide) => (wide > 0 ? [...document.querySelectorAll("body *")].filter(too).slice(0, 4).map((e) => e.outerHTML.slice(0, 120)) : []);
// Each text with four tenths more letters at its end, and then as it was.
const lengthened = () => {
  const filler = "één twee drie vier vijf ";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const before = [];
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const more = Math.floor((text.data.trim().length * 2) / 5);
    if (more > 0 && !text.parentElement.closest("script, style, textarea")) before.push([text, text.data, more]);
  }
  for (const [text, data, more] of before)
    text.data = `${data.trimEnd()} ${filler.repeat(Math.ceil(more / filler.length)).slice(0, more)}`;
  const wide = tooWide();
  const found = { wide, widest: widest(wide), texts: before.length };
  for (const [text, data] of before) text.data = data;
  return found;
};
const seen = {
  title: document.title,
  lang: document.documentElement.lang,
  width: innerWidth,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  wide,
  first_card: firstCard,
  widest: widest(wide),
  longer: longer ? lengthened() : null,
  twice: ids.filter((id, at) => id === "" || ids.indexOf(id) !== at),
  page: performance.getEntriesByType("navigation").map(size)[0],
  files: performance.getEntriesByType("resource").map(size),
  axe: axeLooksAt !== "nothing" && !window.axe ? ["axe is not on the page"] : [],
};
const say = ({ id, impact, help, nodes }) =>
  `${id} (${impact}): ${help}: ` +
  nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.html.slice(0, 160)} ${(n.any[0] || n.all[0] || n.none[0] || {}).message}`).join(" | ");
// Style sheets and films are not fetched once more: one rule about the first is experimental and off, and we have no films.
const options = { resultTypes: ["violations"], preload: false };
// axe's rules about colours; a theme changes nothing else.
if (axeLooksAt === "colours") options.runOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] };
document.fonts.ready
  .then(() => (axeLooksAt !== "nothing" && window.axe ? window.axe.run(document, options) : { violations: [] }))
  .then((found) => done({ ...seen, axe: [...seen.axe, ...found.violations.map(say)] }))
  .catch((trouble) => done({ ...seen, axe: [`axe: ${trouble}`] }));
