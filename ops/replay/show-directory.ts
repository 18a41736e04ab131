import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { bytes, duration } from "./amounts.ts";
import { estimate } from "./estimate.ts";
import { amount } from "./plan.ts";
import type { ListedObject } from "./raw-objects.ts";

export interface FailedFile {
  readonly key: string;
  readonly code: string;
  readonly explanation: string;
}

export interface DirectoryReplay {
  /** As the user named it. */
  readonly name: string;
  readonly collection: string;
  /** Its hash. */
  readonly mask: string;
  readonly found: readonly ListedObject[];
  readonly changing: readonly ListedObject[];
  /** Undefined if nothing was done yet. */
  readonly failed: readonly FailedFile[] | undefined;
}

/** The speed of Lambda with two processors; this machine may be faster. */
const HERE = { atOnce: 1, memoryMb: 3538 };

export function directoryJson(replay: DirectoryReplay): object {
  const { name, collection, mask, found, changing, failed } = replay;
  return {
    directory: name,
    collection,
    mask,
    found: amount(found),
    changing: amount(changing),
    expected: { seconds: Math.ceil(secondsOf(replay)) },
    cleaned: failed === undefined ? null : changing.length - failed.length,
    failed: failed?.map(({ key, code }) => ({ key, code })) ?? null,
  };
}

export function showDirectory(replay: DirectoryReplay, out: Terminal): void {
  const { name, collection, mask, found, changing, failed } = replay;
  const { bold, red } = out.colors;
  out.print(bold(`${name}, ${collection}: clean again under the mask ${mask} of the working tree`));
  const line = (title: string, objects: readonly ListedObject[]) => {
    const { objects: files, bytes: size } = amount(objects);
    return [title, files.toLocaleString("en"), bytes(size)];
  };
  out.print(table([["", "files", "in raw/"], line("found", found), line("would change clean/", changing)]));
  if (failed === undefined) out.print(nextStep(replay));
  else out.print(`${count(changing.length - failed.length, "file")} cleaned, ${failed.length} failed.`);
  for (const { key, explanation } of failed ?? []) out.print(red(`  ${key}: ${explanation}`));
}

function nextStep(replay: DirectoryReplay): string {
  if (replay.changing.length === 0) return "Nothing would change.";
  return `Nothing was done yet. To do it, add --yes; it takes about ${duration(secondsOf(replay))}.`;
}

function secondsOf({ changing }: DirectoryReplay): number {
  const sizes = changing.map(({ bytes: size }) => size);
  return estimate(sizes, 0, HERE).seconds;
}
