import { InvalidArgumentError } from "commander";
import { didYouMean } from "./did-you-mean.ts";

/** Parses an option that takes one or more names of a list. */
export function choices(known: readonly string[]): (name: string, chosen: readonly string[]) => readonly string[] {
  return (name, chosen) => {
    if (known.includes(name)) return [...chosen, name];
    throw new InvalidArgumentError(`There is no ${name}.${didYouMean(name, known)} There are: ${known.join(", ")}.`);
  };
}
