import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

/** Read, but set by npm, or by ourselves for a library. */
const NOT_THE_USERS = [
  "INIT_CWD",
  "SNOWFLAKE_DISABLE_PLATFORM_DETECTION",
  "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED",
];
/** Read by the programs that the commands use. */
const OF_OTHERS = ["AWS_PROFILE", "CHECKPOINT_DISABLE"];

describe("[I-47] .env.example", () => {
  const example = readFileSync(".env.example", "utf8");

  it("names every variable that a user's commands read, and no other", () => {
    const files = ["command", "ops"].flatMap((folder) => filesIn(folder, ".ts"));
    const read = names(files, /process\.env\.([A-Z_]+)/g).filter((name) => !NOT_THE_USERS.includes(name));
    expect(matches(example, /^#?([A-Z_]+)=/gm)).to.have.members([...read, ...OF_OTHERS]);
  });

  it("[I-38] names every variable that the workflows read from GitHub, which are no secrets, and no other", () => {
    const workflows = filesIn(".github", ".yml");
    expect(matches(example, /^# {3}([A-Z_]+) /gm)).to.have.members(names(workflows, /\bvars\.([A-Z_]+)/g));
    expect(names(workflows, /\bsecrets\.(\w+)/g)).to.deep.equal([]);
  });

  it("sets nothing that is a secret, and its copy is not committed", () => {
    expect(matches(example, /^#?[A-Z_]+=(.+)$/gm)).to.deep.equal(["1"]);
    expect(readFileSync(".gitignore", "utf8").split("\n")).to.include("/.env");
  });
});

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending) && !name.includes("node_modules"))
    .map((name) => join(folder, name));
}

function names(files: readonly string[], pattern: RegExp): string[] {
  return [...new Set(files.flatMap((file) => matches(readFileSync(file, "utf8"), pattern)))];
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}
