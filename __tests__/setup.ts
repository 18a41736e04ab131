import fc from "fast-check";

// The same examples on every run; a failure prints the seed and the path all the same.
fc.configureGlobal({ seed: 20_261_121 });

// As ops/aws-clients.ts does.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** Tests run the bundle that is shipped, so it is made before any of them. */
export async function mochaGlobalSetup(): Promise<void> {
  await import("../functions/bundle.ts");
}
