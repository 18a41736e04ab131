// `npm run test:thorough`: only the tests that try more examples then. The others have nothing to add to what npm test runs.
const { readdirSync, readFileSync } = require("node:fs");
const { basename, join } = require("node:path");
const shared = require("../.mocharc.json");

const files = readdirSync(__dirname, { recursive: true })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => join(__dirname, file));
const isTest = (file) => file.endsWith(".test.ts");
const imports = (file, names) => names.some((name) => readFileSync(file, "utf8").includes(`/${name}"`));

const thoroughness = "thoroughness.ts";
const helpers = files.filter((file) => !isTest(file) && imports(file, [thoroughness])).map((file) => basename(file));

module.exports = {
  ...shared,
  // Absolute: mocha resolves them from the folder it is started in, knip from this file's.
  require: [...shared.require.map((file) => join(__dirname, "..", file)), join(__dirname, "thorough.ts")],
  spec: files.filter((file) => isTest(file) && imports(file, [thoroughness, ...helpers])),
};
