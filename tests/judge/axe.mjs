// Opens pages in Chromium, on a phone and on a desk, and prints a line of JSON for each: what axe-core finds there, and whether the
// page must be scrolled sideways. In the dark only colours are another matter. axe.mjs CHROMIUM PAGE…, with JUDGES naming the folder
// of node_modules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const require = createRequire(process.env.JUDGES + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...pages] = process.argv.slice(2);
const views = [{ colorScheme: "light", width: 360 }, { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 1280, rules: ["color-contrast"] }];
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

async function judge(context, file, view) {
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await page.evaluate(axe);
  const { violations } = await page.evaluate((runOnly) => globalThis.axe.run(document, { resultTypes: ["violations"], ...(runOnly && { runOnly }) }),
    view.rules);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.close();
  return {
    file, view: `${view.colorScheme}, ${view.width} wide`, wide: Math.max(0, wide),
    asked: asked.filter((url) => !url.startsWith("data:")).length,
    violations: violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) })),
  };
}

const browser = await chromium.launch({ executablePath, args: quiet });
async function judgeAll(view) {
  const context = await browser.newContext({ colorScheme: view.colorScheme, viewport: { width: view.width, height: 800 } });
  for (const file of pages) console.log(JSON.stringify(await judge(context, file, view)));
  await context.close();
}
await Promise.all(views.map(judgeAll));
await browser.close();
