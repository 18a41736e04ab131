/**
 * Takes the place of Lambda's runtime: a process of its own that loads the bundle and passes it one event at a time. It is plain
 * JavaScript, because only Node and the bundle may be in this process.
 */
const { handler } = await import(process.argv[2]);

process.on("message", async (event) => {
  const context = {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:${process.env.AWS_REGION}:000000000000:function:local`,
    memoryLimitInMB: "1769",
    awsRequestId: crypto.randomUUID(),
    getRemainingTimeInMillis: () => 900_000,
  };
  const before = process.cpuUsage();
  try {
    process.send({ result: await handler(event, context), ...used(before) });
  } catch (error) {
    const known = error instanceof Error;
    const errorType = known ? error.name : typeof error;
    process.send({ error: { errorType, errorMessage: known ? error.message : String(error) }, ...used(before) });
  }
});
process.send({ ready: true });

function used(before) {
  const { user, system } = process.cpuUsage(before);
  return { maxMemoryMb: Math.ceil(process.resourceUsage().maxRSS / 1024), processorMs: (user + system) / 1000 };
}
