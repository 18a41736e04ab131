import { z } from "zod";
import { didYouMean } from "../../command/did-you-mean.ts";

// The parts of a shape: an interface of settings, to be checked at run time. Each message says what to write.

export const text: z.ZodString = z.string('write text, in quotes: "…"');
export const texts: z.ZodArray<z.ZodString> = z.array(text, 'write a list of texts: ["…"]');
export const number: z.ZodNumber = z.number("write a number, without quotes");
export const yesOrNo: z.ZodBoolean = z.boolean("write true or false, without quotes");

/** What each setting takes, optional ones too: it does not compile if one is missing here. */
export type Shape<Settings> = { readonly [Name in keyof Settings]-?: z.ZodType<Settings[Name]> };

/**
 * These settings and no others: a misspelt optional setting must not be ignored. The message has a line for each unknown setting.
 * @param file has the interface
 */
export function settings<Settings>(file: string, shape: Shape<Settings>): z.ZodType<Settings> {
  const known = Object.keys(shape);
  const object = z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => `remove it, or spell it as ${file} does.${didYouMean(key, known)}`).join("\n")
        : `write an object: { ${known.join(", ")} }`,
  });
  // The compiler does not know which of them are optional; a test removes each of the others.
  return object as unknown as z.ZodType<Settings>;
}

/** One of several settings: usually what is wanted, or the reason why it is missing. */
export function either<Shapes extends readonly [z.ZodRawShape, z.ZodRawShape, ...z.ZodRawShape[]]>(...shapes: Shapes) {
  const write = `write ${shapes.map((shape) => `{ ${Object.keys(shape).join(": …, ")}: … }`).join(" or ")}`;
  const objects = shapes.map((shape) => z.strictObject(shape));
  return z.union(objects as { [Index in keyof Shapes]: z.ZodObject<Shapes[Index], z.core.$strict> }, write);
}
