import { expect } from "chai";
import { serveLoopback } from "../../local/loopback-server.ts";

describe("A server on the loopback", () => {
  it("announces no time after which it closes an idle connection", async () => {
    const server = await serveLoopback((_, response) => void response.end("here"));
    const { headers } = await fetch(server.url).finally(server.close);
    expect([headers.get("connection"), headers.get("keep-alive")]).to.deep.equal(["keep-alive", null]);
  });
});
