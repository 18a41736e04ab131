import { writeSync } from "node:fs";

/**
 * Runs commands in one process, since starting a process for each takes most of a second: every entry point that is named,
 * with the same arguments. Prints what each said and its exit code as JSON.
 */
const [entries = "", ...args] = process.argv.slice(2);

process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);
process.setMaxListeners(0);

const ran: { entry: string; code: unknown; out: string; err: string }[] = [];
for (const entry of entries.split(",")) {
  const said: { out: string[]; err: string[] } = { out: [], err: [] };
  process.stdout.write = (text) => said.out.push(String(text)) > 0;
  process.stderr.write = (text) => said.err.push(String(text)) > 0;
  process.argv = [process.argv[0] ?? "", entry, ...args];
  process.exitCode = undefined;
  await import(`../../${entry}`);
  ran.push({ entry, code: process.exitCode, out: said.out.join(""), err: said.err.join("") });
}
process.exitCode = 0;
writeSync(1, JSON.stringify(ran));
