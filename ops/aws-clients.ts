import type { Session } from "./session.ts";

/** A region that does not answer is an error, not a command that hangs. Milliseconds. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000 };

// On Node 20 each command would begin with the SDK's warning that its versions of 2027 need Node 22. package.json pins ours, so
// the warning says nothing that an operator could act on. The variable is the SDK's own:
// https://github.com/aws/aws-sdk-js-v3/blob/main/packages/core/src/submodules/client/emitWarningIfUnsupportedVersion.ts
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Clients of AWS itself, with the credentials that the user has. */
export const awsClients: Session["aws"] = (Client, region) => new Client({ region, requestHandler: TIMEOUTS });
