/**
 * Stands where Lambda's runtime stands: a process of its own that loads the bundle and hands it one event at a time. Plain
 * JavaScript, because nothing but Node and the bundle may be in this process.
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
  try {
    await handler(event, context);
    process.send({});
  } catch (error) {
    process.send({ error: error instanceof Error ? error.message : String(error) });
  }
});
process.send({ ready: true });
