import { writeSync } from "node:fs";

/**
 * Runs commands in one process, since starting a process for each takes most of a second: every entry point that is named, once with
 * each of the arguments. Prints what each said and its exit code as JSON.
 */
const [entries = "", ...each] = process.argv.slice(2);

process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);
process.setMaxListeners(0);

const ran: { entry: string; argument: string; code: unknown; out: string; err: string }[] = [];
for (const argument of each) {
  for (const entry of entries.split(",")) {
    const said: { out: string[]; err: string[] } = { out: [], err: [] };
    process.stdout.write = (text) => said.out.push(String(text)) > 0;
    process.stderr.write = (text) => said.err.push(String(text)) > 0;
    process.argv = [process.argv[0] ?? "", entry, argument];
    process.exitCode = undefined;
    // The query has Node run the module again; what it imports is there already.
    await import(`../../${entry}?${argument}`);
    ran.push({ entry, argument, code: process.exitCode, out: said.out.join(""), err: said.err.join("") });
  }
}
process.exitCode = 0;
writeSync(1, JSON.stringify(ran));
