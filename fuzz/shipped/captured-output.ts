import { setImmediate } from "node:timers/promises";

/** Runs a task and captures what this process writes to stdout and stderr meanwhile: in Lambda, that is the log. One task at a time. */
export async function captureOutput<T>(task: () => Promise<T>): Promise<{ result: T; output: string }> {
  const streams = [process.stdout, process.stderr];
  const own = streams.map((stream) => stream.write.bind(stream));
  let output = "";
  const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    output += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    const done = rest.find((argument) => typeof argument === "function");
    if (done !== undefined) (done as () => void)();
    return true;
  };
  for (const stream of streams) stream.write = write as typeof stream.write;
  try {
    const result = await task();
    // Includes output that is delayed to the end of the turn, such as a warning.
    await setImmediate();
    return { result, output };
  } finally {
    streams.forEach((stream, index) => {
      stream.write = own[index] as typeof stream.write;
    });
  }
}
