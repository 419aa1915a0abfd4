// Serves a sample city from a data folder of its own, and lets other people's validators look at every public
// page and at pages of the desk, in both languages. Called by scripts/check_web.sh: node check_web.mjs PATH_OF_BUURTEN
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

const LANGUAGES = ["en", "nl"];
// Below each language; "" is the front page.
const PAGES = [
  "", "questions", "for-you", "listings", "week", "sign-in", "today", "talk", "privacy", "who-pays", "how-we-rank",
  "accessibility", "open-data", "seasons", "seasons/carnaval", "wanted", "local", "local/where", "local/languages", "local/time", "local/kinds",
  "local/join",
];
// Pages of an administrator, whose link the sample prints.
const DESK = [
  "desk", "desk/people", "desk/listings", "desk/listings/new", "desk/import", "desk/city", "desk/city/contact",
  "desk/city/help-lines", "desk/city/who-pays", "desk/staff", "desk/teams", "desk/weights", "desk/trios", "desk/gatherings",
  "desk/gaps", "desk/twins", "desk/corrections", "desk/listings/silent", "desk/seasons", "desk/hand-out", "desk/rounds",
  "desk/openings", "desk/intake", "desk/training",
];
// Lighthouse sees these four, on a simulated telephone.
const MEASURED = ["en-front", "nl-listings", "en-listing", "nl-today"];
const AT_LEAST = 0.95;
const STARTS_WITHIN_MS = 60_000;

const work = resolve("target/check-web");
const pagesFolder = join(work, "pages");
const tools = resolve("target/node/node_modules");
rmSync(work, { recursive: true, force: true });
mkdirSync(pagesFolder, { recursive: true });

let failures = 0;
const fail = (line) => { failures += 1; console.error(`  ${line}`); };

/** A port that is free now. */
const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

const base = `http://127.0.0.1:${await freePort()}`;
// No address of a database and no real city of the person who runs this may leak in.
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name === "BUURTEN_PG_BIN" || !/^(BUURTEN_|DATABASE_URL$)/.test(name)));
const server = spawn(resolve(process.argv[2]), ["serve", "--seed-if-empty"], {
  env: { ...environment, BUURTEN_LISTEN: new URL(base).host, BUURTEN_DATA: join(work, "data") },
  stdio: ["ignore", "pipe", "inherit"],
});
let said = "";
server.stdout.setEncoding("utf8").on("data", (text) => { said += text; });
const ended = new Promise((done) => server.once("exit", (code, signal) => done(code ?? signal)));
server.once("error", (error) => console.error(`cannot start ${process.argv[2]}: ${error.message}`));
process.on("exit", () => server.kill("SIGKILL"));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function ready() {
  const until = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < until) {
    if (server.exitCode !== null || server.pid === undefined) break;
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  console.error("the sample city is not served");
  process.exit(1);
}

/** Fetches a page and keeps it as a file; returns its text. */
async function keep(name, path, status = 200, headers = {}) {
  const answer = await fetch(base + path, { redirect: "follow", headers });
  const text = await answer.text();
  if (answer.status !== status) fail(`${path}: ${answer.status} instead of ${status}`);
  writeFileSync(join(pagesFolder, `${name.replaceAll("/", "-")}.html`), text);
  return text;
}

/** Runs a validator; its output is shown when it finds something. */
function validate(what, program, args) {
  console.log(`== ${what}`);
  const run = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (run.error) return fail(`${what}: ${run.error.message}`);
  if (run.status !== 0) {
    console.error(run.stdout + run.stderr);
    fail(`${what} found something`);
  }
}

const tool = (name, ...path) => join(tools, name, ...path);
const node = (script, ...args) => [process.execPath, [script, ...args]];

await ready();
const addresses = new Map();
for (const language of LANGUAGES) {
  for (const page of PAGES) {
    const name = `${language}-${page || "front"}`;
    addresses.set(name, `/${language}/${page}`);
    const text = await keep(name, `/${language}/${page}`);
    // One listing stands for all: the first that the list links to.
    const found = page === "listings" && text.match(new RegExp(`href="(/${language}/listings/[0-9a-f-]{36})"`));
    if (found) {
      addresses.set(`${language}-listing`, found[1]);
      await keep(`${language}-listing`, found[1]);
    } else if (page === "listings") {
      fail(`/${language}/listings links to no listing`);
    }
  }
  await keep(`${language}-not-found`, `/${language}/listings/00000000-0000-4000-8000-000000000000`, 404);
}
// The desk speaks the language of the account.
const link = said.match(/administrator\s+(\S+)/)?.[1];
const sends = (address, headers) =>
  fetch(address, { method: "POST", redirect: "manual", headers: { origin: base, ...headers } });
const cookies = (answer) => answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
const cookie = link && cookies(await sends(link, {}));
if (!cookie) fail("the administrator's link signs nobody in");
for (let round = 0; cookie && round < LANGUAGES.length; round += 1) {
  let first;
  for (const page of DESK) {
    const name = `${LANGUAGES[round]}-${page}`;
    const text = await keep(name, `/${page}`, 200, { cookie });
    if (!text.includes(`<html lang="${LANGUAGES[round]}"`)) fail(`/${page} is not in ${LANGUAGES[round]}`);
    first ??= page === "desk/listings" ? text.match(/href="(\/desk\/listings\/[0-9a-f-]{36})"/)?.[1] : undefined;
  }
  if (!first) fail("/desk/listings links to no listing");
  for (const part of first ? ["", "/preview", "/history", "/close"] : []) {
    await keep(`${LANGUAGES[round]}-desk-listing${part}`, first + part, 200, { cookie });
  }
  await sends(`${base}/desk/language`, { cookie });
}
console.log(`${addresses.size} addresses, ${PAGES.length} pages in ${LANGUAGES.length} languages`);

validate("vnu (pages)", "java", ["-jar", tool("vnu-jar", "build/dist/vnu.jar"), "--skip-non-html", pagesFolder]);
validate("html-validate", ...node(tool("html-validate", "bin/html-validate.mjs"),
  "--config", "scripts/htmlvalidate.json", "--ext", "html", pagesFolder));
validate("stylelint", ...node(tool("stylelint", "bin/stylelint.mjs"),
  "--config", ".stylelintrc.json", "--config-basedir", resolve("target/node"), "static/css/**/*.css"));

console.log("== lighthouse");
const chromium = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run " +
  "--disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage";
for (const name of MEASURED.filter((name) => addresses.has(name))) {
  const report = join(work, `lighthouse-${name}.json`);
  const run = spawnSync(...node(tool("lighthouse", "cli/index.js"), base + addresses.get(name), "--quiet",
    "--output=json", `--output-path=${report}`, `--chrome-flags=${chromium}`,
    "--only-categories=performance,accessibility,best-practices,seo"),
  { encoding: "utf8", env: { ...process.env, CHROME_PATH: process.env.CHROME_PATH ?? "chromium" } });
  if (run.status !== 0) {
    fail(`${name}: lighthouse did not run: ${run.stderr?.trim().split("\n").at(-1)}`);
    continue;
  }
  const { categories, audits } = JSON.parse(readFileSync(report, "utf8"));
  const scores = Object.values(categories).map(({ title, score }) => `${title} ${Math.round((score ?? 0) * 100)}`);
  console.log(`  ${name}: ${scores.join(", ")}`);
  for (const { title, score, auditRefs } of Object.values(categories)) {
    if (score >= AT_LEAST) continue;
    const why = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9).map(({ id }) => id);
    fail(`${name}: ${title} ${Math.round((score ?? 0) * 100)} is below ${AT_LEAST * 100}: ${why.join(", ")}`);
  }
}

server.kill("SIGTERM");
const code = await Promise.race([ended, pause(15_000).then(() => "no end")]);
if (code !== 0) fail(`buurten ended with ${code} after SIGTERM`);
console.log(failures === 0 ? "All pages are sound." : `${failures} failures; the pages are in target/check-web`);
process.exit(failures === 0 ? 0 : 1);
