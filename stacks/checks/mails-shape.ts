import { z } from "zod";
import type { ErrorMailSettings, MailSettings } from "../mails.ts";
import { settings, text, texts } from "./shapes.ts";

const FILE = "stacks/mails.ts";

/** Who gets mails of failures. */
export const MAILS: z.ZodType<MailSettings> = z.union(
  [
    settings<ErrorMailSettings>(FILE, {
      from: text,
      to: texts,
      identity: settings<{ readonly arn: string }>(FILE, { arn: text }).exactOptional(),
      watch: texts.exactOptional(),
      docs: text.exactOptional(),
    }),
    z.strictObject({ none: text }),
  ],
  "write { from, to } or { none: … }",
);
