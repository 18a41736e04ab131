import { isDeepStrictEqual } from "node:util";
import { checkSources } from "../../contracts/check-sources.ts";
import { fromJson } from "../../contracts/json.ts";
import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import { CONTRACTS_FILE } from "../../stacks/stack-files.ts";
import { isFunctionPackage } from "./check-asset.ts";
import { checkRemoteState } from "./check-settings.ts";
import { checkStack } from "./check-stack.ts";
import { logText } from "./log-text.ts";
import { type Archive, readArchive } from "./read-archive.ts";
import { isObject, NOT_ALLOWED } from "./shape.ts";

/** A stack that may be planned: the files for Terraform, by their paths in the stack's folder. */
interface CheckedStack {
  readonly stack: string;
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

export interface CheckedArchive {
  /** The stacks that may be planned; none if there is a problem. */
  readonly stacks: readonly CheckedStack[];
  /** Stacks that main does not have yet, so their settings can't be checked. */
  readonly unknown: readonly string[];
  readonly problems: readonly Problem[];
}

const MOST_PROBLEMS = 50;
const STACK_JSON = "cdk.tf.json";
const FILE = /^stacks\/([a-z0-9-]+)\/((?:cdk\.tf|contracts)\.json|assets\/[\w-]+\/[0-9A-F]+\/[\w-]+\.zip)$/;

/**
 * Checks a `cdktf.out` that somebody else made. Anything in it may be meant to harm the machine that plans, or to deceive the
 * reviewer.
 * @param main the stacks as main synthesises them, by name
 */
export function checkArchive(zip: Uint8Array, main: ReadonlyMap<string, Terraform>): CheckedArchive {
  const archive = readArchive(zip, (name) => name === "manifest.json" || FILE.test(name));
  const found = stacksIn(archive);
  const known = [...found].filter(([stack]) => main.has(stack));
  const checked = known.map(([stack, files]) => checkFiles(stack, files, main.get(stack) as Terraform));
  const contracts = known.map(([, files]) => parse(files.get(CONTRACTS_FILE)));
  const problems = [
    ...archive.problems,
    ...rule(archive.problems.length > 0 || found.size > 0, "archive", "has no stack", "run npm run synth"),
    ...checked.flatMap((each) => each.problems),
    ...rule(
      contracts.every((each) => isDeepStrictEqual(each, contracts[0])),
      "archive",
      "has stacks with different contracts",
      "upload what one synth wrote",
    ),
  ];
  return {
    stacks: problems.length > 0 ? [] : checked.map(({ stack, files }) => ({ stack, files })),
    unknown: [...found.keys()].filter((stack) => !main.has(stack)),
    problems: problems.slice(0, MOST_PROBLEMS).map(printable),
  };
}

/** Names come from the archive, too. */
function printable({ where, problem, remedy }: Problem): Problem {
  return { where: logText(where), problem: logText(problem), remedy };
}

function stacksIn({ files }: Archive): Map<string, Map<string, Uint8Array>> {
  const stacks = new Map<string, Map<string, Uint8Array>>();
  for (const [name, content] of files) {
    const [, stack, path] = FILE.exec(name) ?? [];
    if (stack === undefined || path === undefined) continue;
    stacks.set(stack, (stacks.get(stack) ?? new Map<string, Uint8Array>()).set(path, content));
  }
  return stacks;
}

function checkFiles(stack: string, files: ReadonlyMap<string, Uint8Array>, main: Terraform) {
  const assets = [...files].filter(([path]) => path.startsWith("assets/"));
  const [json, contracts] = [parse(files.get(STACK_JSON)), parse(files.get(CONTRACTS_FILE))];
  const problems = [
    ...checkRemoteState(main),
    ...checkStack(json, main, new Set(assets.map(([path]) => path))),
    ...checkContracts(contracts),
    ...assets.flatMap(([path, content]) =>
      rule(isFunctionPackage(content), path, "is not a zip of one bundle", NOT_ALLOWED),
    ),
  ].map((problem) => ({ ...problem, where: `${stack}: ${problem.where}` }));
  // The JSON is written again, because Terraform reads a repeated name in an object as two blocks, and JavaScript as one.
  const rewritten = [
    [STACK_JSON, text(json)],
    [CONTRACTS_FILE, text(contracts)],
  ] as const;
  return { stack, files: new Map<string, string | Uint8Array>([...assets, ...rewritten]), problems };
}

/** The check of contracts relies on their types, which nobody has checked here. */
function checkContracts(contracts: unknown): Problem[] {
  try {
    if (isObject(contracts)) return checkSources(fromJson(text(contracts)));
  } catch {
    // It is no contract in the first place.
  }
  return rule(false, CONTRACTS_FILE, "has no contracts", "run npm run synth");
}

/** Undefined if the file is not there or is not JSON. */
function parse(file: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(file));
  } catch {
    return undefined;
  }
}

function text(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}
