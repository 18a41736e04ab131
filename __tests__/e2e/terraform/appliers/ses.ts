import { CreateEmailIdentityCommand } from "@aws-sdk/client-sesv2";
import type { Applier } from "../applier.ts";

/** The emulator takes it as verified. */
export const emailIdentity: Applier<{ readonly email_identity: string }> = async (args, { aws, account, region }) => {
  await aws.ses.send(new CreateEmailIdentityCommand({ EmailIdentity: args.email_identity }));
  const arn = `arn:aws:ses:${region}:${account}:identity/${args.email_identity}`;
  return { id: args.email_identity, email_identity: args.email_identity, arn };
};
