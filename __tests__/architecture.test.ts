import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";

const FOLDERS = [
  "command",
  "contracts",
  "warehouse",
  "functions",
  "stacks",
  "environments",
  "ops",
  "review",
  "local",
  "docs",
  "bench",
  "fuzz",
  "__tests__",
];

describe("The repository", () => {
  const sources = ["main.ts", ...FOLDERS.flatMap(typeScriptIn)];
  const imports = sources.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

  it("has imports that run one way only", () => {
    const allowed: readonly [from: RegExp, to: RegExp][] = [
      [/^contracts\//, /^contracts\//],
      [/^command\//, /^(contracts|command)\//],
      [/^warehouse\//, /^(contracts|warehouse)\//],
      [/^functions\//, /^(contracts|warehouse|functions)\//],
      [
        /^stacks\//,
        /^(contracts|warehouse|command|stacks)\/|^functions\/[^/]+\/environment\.ts$|^functions\/shared\/exit-codes\.ts$/,
      ],
      [/^environments\//, /^(contracts|warehouse|stacks|environments)\//],
      [/^ops\//, /^(contracts|command|warehouse|functions|stacks|environments|ops)\//],
      [/^review\//, /^(contracts|command|warehouse|functions|stacks|environments|ops|review)\//],
      [/^main\.ts$/, /^(contracts|command|stacks|environments)\//],
      [/^(local|docs|bench|fuzz|__tests__)\//, /./],
    ];
    const wrong = imports.filter(
      ({ file, target }) => !allowed.some(([from, to]) => from.test(file) && to.test(target)),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("allows only tests to import tests, and only local commands to import the demo", () => {
    expect(
      imports.filter(({ file, target }) => target.startsWith("__tests__/") && !file.startsWith("__tests__/")),
    ).to.deep.equal([]);
    expect(
      imports.filter(
        ({ file, target }) => target.startsWith("local/") && !/^(local|docs|bench|fuzz|__tests__)\//.test(file),
      ),
    ).to.deep.equal([]);
  });

  it("keeps CDKTF out of the functions, and the AWS SDK out of the stacks", () => {
    const packages = (folder: string) => sources.filter((file) => file.startsWith(folder)).flatMap(packagesOf);
    expect(packages("functions/").filter((name) => /cdktf|constructs/.test(name))).to.deep.equal([]);
    expect(packages("stacks/").filter((name) => /aws-sdk|powertools|papaparse/.test(name))).to.deep.equal([]);
    expect(packages("ops/").filter((name) => /cdktf|constructs/.test(name))).to.deep.equal([]);
    expect([...packages("contracts/"), ...packages("warehouse/")]).to.deep.equal([]);
  });

  it("keeps streams, files and the AWS SDK out of the code that reads every cell", () => {
    const kernels = ["bytes", "reference", "assembly"].map((folder) => `functions/cleaner/${folder}/`);
    const imported = sources.filter((file) => kernels.some((folder) => file.startsWith(folder))).flatMap(specifiersOf);
    const others = imported.filter((specifier) => !specifier.startsWith("."));
    expect([...new Set(others)].sort()).to.deep.equal(["node:buffer", "papaparse"]);
  });

  it("[D-001, D-002] has the required packages and the required files at the top level", () => {
    const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<string, object>;
    const asked = ["cdktf", "@cdktf/provider-aws", "constructs", "@aws-sdk/client-s3", "papaparse", "mocha", "chai"];
    expect({ ...dependencies, ...devDependencies }).to.include.keys(...asked);
    const top = ["main.ts", "stacks", "functions", "cdktf.json", "help", "__tests__", "package.json", "tsconfig.json"];
    expect(readdirSync(".")).to.include.members(top);
  });

  it("[T-19] imports the provider by resource, because importing all of it takes ten seconds", () => {
    expect(sources.flatMap(packagesOf)).not.to.include("@cdktf/provider-aws");
  });

  it("has no cycle", () => {
    const next = new Map(sources.map((file) => [file, importsOf(file)]));
    const finished = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) expect.fail([...path, file].join(" -> "));
      if (finished.has(file)) return;
      for (const target of next.get(file) ?? []) visit(target, [...path, file]);
      finished.add(file);
    };
    for (const file of sources) visit(file, []);
  });

  it("reads process.env only in the functions' environments and where commands start", () => {
    const readers = sources.filter((file) => /process\.env\b/.test(read(file)) && !file.startsWith("__tests__/"));
    const allowed =
      /^functions\/[^/]+\/environment\.ts$|^command\/shell\.ts$|^ops\/aws-clients\.ts$|^ops\/warehouse\/environment\.ts$|^review\/reviewed-plans\.ts$|^local\/(synthesize|dbt\/run-dbt)\.ts$/;
    expect(readers.filter((file) => !allowed.test(file))).to.deep.equal([]);
  });

  it("prints and exits only in command/, so that every command handles errors and a closed pipe in the same way", () => {
    const own = /\bprocess\.(stdout|stderr)\.write\b|\bprocess\.exit\(|\bconsole\.(log|error|warn)\b/;
    // The benchmark's peers are processes of their own, and the kernel's compiler runs before command/ can.
    const others =
      /^(command|__tests__|bench\/data)\/|^bench\/(peers\/lib\/job|handler-start)\.ts$|^functions\/compile-kernel\.ts$/;
    expect(sources.filter((file) => own.test(read(file)) && !others.test(file))).to.deep.equal([]);
  });

  it("checks the files that users edit before they are imported, in every npm script that imports them", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const edited = ["contracts/index.ts", "environments/environments.ts"];
    const unguarded = Object.entries(scripts).filter(([, script]) => {
      const entry = /\btsx (?:--\S+ \S+ )*(\w\S*\.ts)/.exec(script)?.[1];
      const isGuarded = /^npm run -s bundle && |--import \.\/command\/check-edited\.ts /.test(script);
      return entry && sources.includes(entry) && !isGuarded && closure(entry).some((file) => edited.includes(file));
    });
    expect(unguarded.map(([name]) => name)).to.deep.equal([]);
    expect(scripts.bundle, "it reads the contracts as well").to.include("check-edited");
  });

  it("has small files: none over 250 lines, and a median of about 60", () => {
    const lines = sources.map((file) => ({ file, lines: read(file).split("\n").length - 1 }));
    expect(lines.filter(({ file, lines: count }) => count > 250 && !file.startsWith("__tests__/"))).to.deep.equal([]);
    const sorted = lines
      .filter(({ file }) => !file.startsWith("__tests__/"))
      .map(({ lines: count }) => count)
      .sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).to.be.at.most(65);
    expect(read("main.ts").split("\n").length).to.be.at.most(41);
  });
});

function typeScriptIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`);
  return files.filter((file) => file.endsWith(".ts") && !file.includes("node_modules"));
}

/** Files of the repository that a file imports, also for types. */
function importsOf(file: string): string[] {
  return (
    specifiersOf(file)
      .filter((specifier) => specifier.startsWith("."))
      .map((specifier) => normalize(join(dirname(file), specifier)))
      // AssemblyScript wants no extension.
      .map((target) => (/\.\w+$/.test(target) ? target : `${target}.ts`))
  );
}

/** The file, and all that it imports, directly or not. */
function closure(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file) || !existsSync(file)) return [];
  seen.add(file);
  return [file, ...importsOf(file).flatMap((next) => closure(next, seen))];
}

function packagesOf(file: string): string[] {
  return specifiersOf(file).filter((specifier) => !specifier.startsWith(".") && !specifier.startsWith("node:"));
}

function specifiersOf(file: string): string[] {
  return [...read(file).matchAll(/\bfrom "([^"]+)"|\bimport\(?"([^"]+)"/g)].map(
    ([, named, bare]) => (named ?? bare) as string,
  );
}

function read(file: string): string {
  return readFileSync(file, "utf8");
}
