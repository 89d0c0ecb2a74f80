// Opens pages in Chromium and prints a line of JSON for each: what axe-core finds there, and whether the page must be scrolled
// sideways. All of them on a phone; on a desk, and in the dark, where only colours are another matter, those before "--", as pages of one kind
// have one layout. axe.mjs CHROMIUM PAGE… -- PAGE…, with JUDGES naming the folder of node_modules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.JUDGES + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...given] = process.argv.slice(2);
const wide = given.slice(0, given.indexOf("--")), pages = given.filter((name) => name !== "--");
const views = [{ colorScheme: "light", width: 360, pages }, { colorScheme: "light", width: 1280, pages: wide },
  { colorScheme: "dark", width: 1280, pages: wide, rules: ["color-contrast"] }];
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

async function judge(page, file, view) {
  const asked = [], ask = (request) => asked.push(request.url());
  page.on("request", ask);
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { resultTypes: ["violations"], ...(runOnly && { runOnly }) }),
    view.rules);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  page.off("request", ask);
  return {
    file, view: `${view.colorScheme}, ${view.width} wide`, wide: Math.max(0, wide),
    asked: asked.filter((url) => !url.startsWith("data:")).length,
    violations: violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) })),
  };
}

const browser = await chromium.launch({ executablePath, args: quiet });
async function judgeAll(view) {
  const context = await browser.newContext({ colorScheme: view.colorScheme, viewport: { width: view.width, height: 800 } });
  const page = await context.newPage(); // one for all: a page of its own for each takes twice the time
  for (const file of view.pages) console.log(JSON.stringify(await judge(page, file, view)));
  await context.close();
}
await Promise.all(views.map(judgeAll));
await browser.close();
