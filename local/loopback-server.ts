import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface LoopbackServer {
  /** `127.0.0.1:<port>`, a port that was free. */
  readonly host: string;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Ends the open connections, too. */
  readonly close: () => Promise<void>;
}

/**
 * Serves HTTP on the loopback. An idle connection stays open: Node would close it after five seconds, and a client that
 * reuses it in that moment has its request refused.
 */
export async function serveLoopback(listener: RequestListener): Promise<LoopbackServer> {
  const http = createServer({ keepAliveTimeout: 0 }, listener);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  return {
    host,
    url: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
