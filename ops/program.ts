import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Session } from "./session.ts";

/** Runs a program of this machine; status 127 if there is none of that name. */
export const runProgram: Session["program"] = async (command, args, input) => {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const status = new Promise<number>((resolve) => {
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
  // A program that is not there, or that does not read, closes its input.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, output: `${out}${err}` };
};
