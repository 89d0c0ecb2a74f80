// Checks JSON files against a JSON Schema 2020-12 and prints a line of JSON for each: its errors.
// schema.mjs SCHEMA FILE…, with JUDGES naming the folder of node_modules.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const require = createRequire(process.env.JUDGES + "/");
const Ajv = require("ajv/dist/2020").default;
const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
require("ajv-formats")(ajv);
const [schema, ...files] = process.argv.slice(2);
const load = (path) => JSON.parse(readFileSync(path, "utf8"));
const wanted = load(schema);
for (const name of readdirSync(dirname(schema)).sort()) {
  const other = name.endsWith(".schema.json") ? load(join(dirname(schema), name)) : wanted;
  if (other.$id !== wanted.$id) ajv.addSchema(other); // schemas refer to one another
}
const check = ajv.compile(wanted);

for (const file of files) {
  let errors = [];
  try {
    if (!check(JSON.parse(readFileSync(file, "utf8")))) errors = check.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
  } catch (error) {
    errors = [String(error)];
  }
  console.log(JSON.stringify({ file, errors: errors.slice(0, 10) }));
}
