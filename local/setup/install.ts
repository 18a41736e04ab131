import type { Ended, Machine } from "./machine.ts";
import type { Need } from "./need.ts";

/** What became of a need. */
export interface Outcome {
  readonly need: Need;
  readonly state: "was there" | "installed" | "missing";
  /** Why it is missing. */
  readonly why?: string;
  /** The first and the last lines of what the failed command printed. */
  readonly output?: readonly string[];
}

export interface Request {
  readonly machine: Machine;
  /** Whether packages of Debian may be installed. */
  readonly yes: boolean;
  /** Called before each installation. */
  readonly onInstall: (need: Need) => void;
}

/** Installs the needs that are not there, and first what each of them needs. It goes on if one can't be had. */
export async function install(needs: readonly Need[], request: Request): Promise<Outcome[]> {
  const { machine } = request;
  let update: Promise<Ended> | undefined;
  const updateLists = () => (update ??= machine.run(asRoot(["apt-get", "-q", "update"], machine.isRoot)));
  const outcomes = new Map<Need, Outcome>();
  for (const need of needs) await installOne(need, { ...request, updateLists }, outcomes);
  return [...outcomes.values()];
}

interface Run extends Request {
  /** Brings Debian's package lists up to date, once: they may name files that the mirror has no longer. */
  readonly updateLists: () => Promise<Ended>;
}

async function installOne(need: Need, request: Run, outcomes: Map<Need, Outcome>): Promise<void> {
  if (outcomes.has(need)) return;
  if (await need.isThere(request.machine)) {
    outcomes.set(need, { need, state: "was there" });
    return;
  }
  for (const each of need.after ?? []) await installOne(each, request, outcomes);
  const lacking = need.after?.find((each) => outcomes.get(each)?.state === "missing");
  outcomes.set(
    need,
    lacking === undefined
      ? await attempt(need, request)
      : { need, state: "missing", why: `it needs ${lacking.name} first` },
  );
}

async function attempt(need: Need, { machine, yes, onInstall, updateLists }: Run): Promise<Outcome> {
  const missing = (why: string, output: readonly string[] = []): Outcome => ({ need, state: "missing", why, output });
  if ("page" in need.install) return missing("install it by hand");
  if ("debian" in need.install && !yes) return missing("a package of Debian is installed only with --yes");
  onInstall(need);
  const command = commandOf(need, machine.isRoot);
  // If this fails, the installation may still succeed, and says why if it does not.
  if ("debian" in need.install) await updateLists();
  const ended = await machine.run(command);
  if (ended.code !== 0) return missing(failure(command, ended), someLines(ended));
  if (!(await need.isThere(machine))) return missing(`\`${command[0]}\` succeeded, but it is still not found`);
  return { need, state: "installed" };
}

/** The command that installs it; empty if there is none. */
export function commandOf({ install: how }: Need, isRoot: boolean): readonly string[] {
  if ("page" in how) return [];
  if ("command" in how) return how.command;
  return asRoot(["apt-get", "install", "-q", "-y", "--no-install-recommends", how.debian], isRoot);
}

function asRoot(command: readonly string[], isRoot: boolean): readonly string[] {
  return isRoot ? command : ["sudo", ...command];
}

function failure([program = ""]: readonly string[], { code }: Ended): string {
  return code === undefined ? `${program} is not on this machine` : `${program} failed with exit code ${code}`;
}

/** npm says at first what is wrong, apt-get and pip at last. */
const [FIRST, LAST] = [2, 3];

function someLines({ stdout, stderr }: Ended): string[] {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").filter((_, at, { length }) => at < FIRST || at >= length - LAST);
}
