import type { Ended, Machine } from "../../../local/setup/machine.ts";

interface Setting {
  readonly root?: string;
  readonly isRoot?: boolean;
  /** Command lines that end with 0. All others fail. */
  readonly there?: readonly string[];
  /** What ends with 0 after a command line has run. */
  readonly installs?: Readonly<Record<string, string>>;
  /** How other command lines end. */
  readonly ends?: Readonly<Record<string, Partial<Ended>>>;
}

/** A machine on which nothing really runs. It keeps the command lines. */
export interface MachineDouble extends Machine {
  readonly ran: readonly string[];
}

export function machineDouble(setting: Setting = {}): MachineDouble {
  const { root = "", isRoot = true, there = [], installs = {}, ends = {} } = setting;
  const ran: string[] = [];
  const good = new Set(there);
  const run = async (command: readonly string[]): Promise<Ended> => {
    const line = command.join(" ");
    ran.push(line);
    const installed = installs[line];
    if (installed !== undefined) good.add(installed);
    const code = good.has(line) || installed !== undefined ? 0 : 1;
    return { code, stdout: "", stderr: "", ...ends[line] };
  };
  return { root, isRoot, run, ran };
}
