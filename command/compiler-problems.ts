import type { Problem } from "../contracts/problem.ts";

/** `contracts/legion/cases.ts(5,3): error TS2322: Type …`; what follows, indented, is detail. */
const ERROR = /^(.+?)\((\d+),(\d+)\): error TS(\d+): (.*)$/;

/** What an error means, by its code. https://github.com/microsoft/TypeScript/blob/main/src/compiler/diagnosticMessages.json */
const MEANINGS: readonly { readonly codes: RegExp; readonly remedy: (file: string) => string }[] = [
  { codes: /^1\d{3}$/, remedy: () => "correct it here, or at the end of the line before" },
  { codes: /^(2739|2740|2741)$/, remedy: (file) => `write it; ${explainedIn(file)} explains it` },
  { codes: /^(2353|2561)$/, remedy: (file) => `remove it, or spell it as ${explainedIn(file)} does` },
  { codes: /^2345$/, remedy: () => "write a kind of contracts/kinds.ts, or a type" },
  { codes: /^18004$/, remedy: () => "import it" },
  { codes: /^6133$/, remedy: () => "use it, or remove it; a contract goes into the list of contracts/index.ts" },
  { codes: /^2307$/, remedy: () => "correct the path of the import" },
  { codes: /^(2305|2459|2614|2724)$/, remedy: () => "export it there, under this name" },
];

/** What the compiler prints (`--pretty false`) as problems. */
export function compilerProblems(output: string): Problem[] {
  return output.split("\n").flatMap((line) => {
    const [, file = "", row, column, code = "", message = ""] = ERROR.exec(line.trimEnd()) ?? [];
    if (file === "") return [];
    const remedy =
      MEANINGS.find(({ codes }) => codes.test(code))?.remedy ?? ((where: string) => valueRemedy(where, message));
    return [{ where: `${file}:${row}:${column}`, problem: inShort(message), remedy: remedy(file) }];
  });
}

/** Where the settings of an environment and of its pipelines are explained. */
const SETTINGS = "stacks/environment.ts or stacks/<pipeline>/settings.ts";

function explainedIn(file: string): string {
  return file.startsWith("contracts/") ? "contracts/table.ts" : SETTINGS;
}

/** For a value that is not what is expected there, a misspelt `true` among them. */
function valueRemedy(file: string, message: string): string {
  if (/ to type '"[^']*"'\.$/.test(message)) return "write one of these";
  return file.startsWith("contracts/")
    ? 'write `true`, a type such as "date", a class such as `pii("email")`, "json", "key" or a nested contract'
    : `write what ${SETTINGS} says about the setting, text in quotes: "…"`;
}

/** Without types in full, which may be longer than the screen. */
function inShort(message: string): string {
  return message
    .replace(/^Property '([^']+)' is missing in type .*$/, "`$1` is missing")
    .replace(/^Type .* is missing the following properties from type '[^']*': (.*)$/, "missing: $1")
    .replace(/^Object literal may only .* '(.+?)' does not exist in type '[^']*'\.(.*)$/, "`$1` is not known here.$2")
    .replaceAll(/'\{[^']*\}'/g, "'{ … }'");
}
