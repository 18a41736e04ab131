import { existsSync } from "node:fs";
import { cp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isKey, isNotPersonal, isPersonal } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { literalOf, PRIMARY } from "../stacks/fixtures.ts";

export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));

/** Everything that `npm start` reads. */
const SOURCES = [
  "command",
  "contracts",
  "warehouse",
  "functions",
  "environments",
  "stacks",
  "ops",
  "review",
  "local",
  "main.ts",
  "package.json",
  "tsconfig.json",
  "tsconfig.edited.json",
];
const MODULES = ["node_modules", "functions/node_modules"];

/** Copies the repository with another allow-list and other environments, so that no test fails because of a user's own. */
export async function copyRepository(
  folder: string,
  allowList: AllowList,
  environments: readonly MongodbToSnowflake[] = [PRIMARY],
): Promise<void> {
  const databases = [...new Set(environments.flatMap((each) => Object.keys(each.databases)))];
  await copyWith(folder, listed(allowList, databases), environments.map(literalOf));
}

/** Copies the repository with the sources and the environments of another company. */
export async function copyCompany(
  folder: string,
  sources: Sources,
  environments: readonly EnvironmentSettings[],
): Promise<void> {
  const list = constant("SOURCES: Sources", sources);
  const index = [
    ...importsOf(list),
    'import type { AllowList } from "./mask.ts";\nimport type { Sources } from "./source.ts";\n',
    constant("EXPECTED_FIELDS_FOR_ANALYTICS: AllowList", {}),
    list,
  ];
  await copyWith(folder, index.join(""), environments);
}

async function copyWith(folder: string, index: string, environments: readonly EnvironmentSettings[]): Promise<void> {
  await copyAsItIs(folder);
  await removeContracts(folder);
  await writeFile(join(folder, "contracts/index.ts"), index);
  await writeFile(
    join(folder, "environments/environments.ts"),
    `import type { EnvironmentSettings } from "../stacks/environment-settings.ts";\n${constant(
      "ENVIRONMENTS: readonly EnvironmentSettings[]",
      environments,
    )}`,
  );
}

/** Copies the repository with the user's own allow-list and environments. @param more folders besides those that `npm start` reads */
export async function copyAsItIs(folder: string, more: readonly string[] = []): Promise<void> {
  const isSource = (path: string) => basename(path) !== "node_modules";
  for (const name of [...SOURCES, ...more])
    await cp(join(REPOSITORY, name), join(folder, name), { recursive: true, filter: isSource });
  for (const name of MODULES.filter((each) => existsSync(join(REPOSITORY, each))))
    await symlink(join(REPOSITORY, name), join(folder, name), "junction");
}

/** A contract that the index does not import is a mistake. */
async function removeContracts(folder: string): Promise<void> {
  const entries = await readdir(join(folder, "contracts"), { withFileTypes: true });
  for (const entry of entries)
    if (entry.isDirectory()) await rm(join(folder, "contracts", entry.name), { recursive: true });
}

/** `contracts/index.ts` with another allow-list, the same for each database. */
export function listed(allowList: object, databases: readonly string[] = ["legion"]): string {
  const sources = databases.map((name) => `${name}: { engine: "mongodb", collections: EXPECTED_FIELDS_FOR_ANALYTICS }`);
  const list = constant("EXPECTED_FIELDS_FOR_ANALYTICS: AllowList", allowList);
  return [
    ...importsOf(list),
    'import type { AllowList } from "./mask.ts";\nimport type { Sources } from "./source.ts";\n',
    list,
    `export const SOURCES: Sources = { ${sources.join(", ")} };\n`,
  ].join("");
}

/** The import of the classes that a list uses. */
function importsOf(list: string): string[] {
  const classes = ["key", "notPersonal", "phi", "pii"].filter((name) => list.includes(`${name}(`));
  return classes.length === 0 ? [] : [`import { ${classes.join(", ")} } from "./field.ts";\n`];
}

function constant(name: string, value: object): string {
  return `export const ${name} = ${toSource(value)};\n`;
}

/** TypeScript that gives the value again, the classes of a contract's fields too. */
function toSource(value: unknown): string {
  if (isKey(value)) return `key(${toSource(value.of)})`;
  if (isPersonal(value)) return `${value.tag}(${toSource(value.kind)}, ${toSource(value.type)})`;
  if (isNotPersonal(value)) return `notPersonal(${toSource(value.reason)}, ${toSource(value.type)})`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toSource).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${JSON.stringify(name)}: ${toSource(each)}`)
    .join(", ")} }`;
}
