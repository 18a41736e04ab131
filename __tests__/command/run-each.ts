import { writeSync } from "node:fs";

/**
 * Runs commands in one process, because starting a process for each takes most of a second: each entry point of the list, once with
 * each of the arguments. Prints the output and the exit code of each as JSON.
 */
const [entries = "", ...each] = process.argv.slice(2);

process.stdout.setMaxListeners(0);
process.stderr.setMaxListeners(0);
process.setMaxListeners(0);

const ran: { entry: string; argument: string; code: unknown; out: string; err: string }[] = [];
for (const argument of each) {
  for (const entry of entries.split(",")) {
    const output: { out: string[]; err: string[] } = { out: [], err: [] };
    process.stdout.write = (text) => output.out.push(String(text)) > 0;
    process.stderr.write = (text) => output.err.push(String(text)) > 0;
    process.argv = [process.argv[0] ?? "", entry, argument];
    process.exitCode = undefined;
    // The query makes Node run the module again; its imports are already loaded.
    await import(`../../${entry}?${argument}`);
    ran.push({ entry, argument, code: process.exitCode, out: output.out.join(""), err: output.err.join("") });
  }
}
process.exitCode = 0;
writeSync(1, JSON.stringify(ran));
