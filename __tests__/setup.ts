import fc from "fast-check";

// The same examples on every run. A failure still prints the seed and the path.
fc.configureGlobal({ seed: 20_261_121 });

// Hides the SDK's warning about Node 20, as ops/aws-clients.ts does.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** Tests run the bundle that is shipped, so it is built before all of them. */
export async function mochaGlobalSetup(): Promise<void> {
  await import("../functions/bundle.ts");
}
