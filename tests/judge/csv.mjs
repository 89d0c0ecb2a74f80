// Reads CSV files as web pages do and prints a line of JSON for each: what is wrong, and the rows.
// csv.mjs FILE…, with JUDGES naming the folder of node_modules.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(process.env.JUDGES + "/");
const papa = require("papaparse");

for (const file of process.argv.slice(2)) {
  const { data, errors, meta } = papa.parse(readFileSync(file, "utf8"), { header: true, delimiter: ",", newline: "\r\n", skipEmptyLines: false });
  const last = data.at(-1);
  if (last && Object.values(last).join("") === "") data.pop(); // behind the last line end
  const told = errors.filter((error) => error.row < data.length).map((error) => `row ${error.row}: ${error.message}`);
  console.log(JSON.stringify({ file, errors: told.slice(0, 10), fields: meta.fields, rows: data }));
}
