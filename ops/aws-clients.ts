import type { Session } from "./session.ts";

/** In milliseconds. Without them, a command hangs if a region does not answer. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000 };

// On Node 20 each command would begin with the SDK's warning that its versions of 2027 need Node 22. package.json pins the SDK's
// version, so operators need not do anything about it. The variable is the SDK's own:
// https://github.com/aws/aws-sdk-js-v3/blob/main/packages/core/src/submodules/client/emitWarningIfUnsupportedVersion.ts
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Clients of AWS, with the user's credentials. */
export const awsClients: Session["aws"] = (Client, region) => new Client({ region, requestHandler: TIMEOUTS });
