import type { Machine } from "./machine.ts";

/** Something that a run or a test needs beyond `npm ci`. */
export interface Need {
  /** As lists show it: `openssl`, `ministack (in .venv)`. */
  readonly name: string;
  readonly isThere: (machine: Machine) => Promise<boolean>;
  readonly install: Install;
  /** What must be there before it can be installed. */
  readonly after?: readonly Need[];
}

/** How a need is installed. */
type Install =
  /** A package of Debian, which changes the whole machine: installed only with `--yes`. */
  | { readonly debian: string }
  /** A command that changes only ignored folders of this repository. */
  | { readonly command: readonly string[] }
  /** Not by us: the page that says how. */
  | { readonly page: string };

/** The needs that are not there. */
export async function missing(needs: readonly Need[], machine: Machine): Promise<Need[]> {
  const there = await Promise.all(needs.map((need) => need.isThere(machine)));
  return needs.filter((_, at) => !there[at]);
}
