import { connectSource } from "../../functions/producer/source-connection.ts";
import { takeLock } from "../../functions/producer/table-lock.ts";

// A producer in a process of its own, which a test stops: it takes the lock of `videos`, and begins to read, if it is told to.

const { idle, reads, ...options } = JSON.parse(process.argv[2] ?? "");
const connection = await connectSource(options, idle);
await takeLock(connection, "video", "videos");
if (reads === true) {
  // More than the server can send before anybody reads.
  const rows = connection
    .rows("select v.id, repeat('x', 10000) from video.videos v, video.videos w")
    [Symbol.asyncIterator]();
  await rows.next();
}
process.stdout.write("locked\n");
setInterval(() => undefined, 1_000);
