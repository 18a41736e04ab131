import { request } from "node:http";
import { expect } from "chai";
import type { Fault } from "../../local/s3-fault.ts";
import { storedObject } from "../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";

/** What a plain HTTP client gets under a fault. */
interface Received {
  readonly status?: number;
  readonly length?: string | undefined;
  readonly body: string;
  readonly end: "whole" | "cut" | "still open";
}

describe("A fault of the local S3", () => {
  let s3: S3Server;

  beforeEach(async () => {
    s3 = await startS3Server();
    s3.objects.set("raw/k", storedObject(Buffer.from("0123456789")));
  });
  afterEach(() => s3.close());

  it("responds with an error's status and code, with status 200 too", async () => {
    expect(await receive("GET", { status: 503, code: "SlowDown" })).to.include({ status: 503, end: "whole" });
    const late = await receive("PUT", { status: 200, code: "InternalError" });
    expect(late).to.include({ status: 200, end: "whole" });
    expect(late.body).to.include("<Error><Code>InternalError</Code>");
    expect(s3.objects.get("raw/k")?.body.toString()).to.equal("0123456789");
  });

  it("cuts the body of GET off at any byte, the first and the last too", async () => {
    for (const cutAfter of [0, 1, 9]) {
      const found = { status: 200, length: "10", body: "0123456789".slice(0, cutAfter), end: "cut" };
      expect(await receive("GET", { cutAfter })).to.deep.equal(found);
    }
  });

  it("cuts the body of PUT off, at its start or in the middle, and stores nothing of it", async () => {
    for (const cutAfter of [0, 100_000]) {
      expect(await receive("PUT", { cutAfter })).to.deep.equal({ body: "", end: "cut" });
      expect(s3.objects.get("raw/k")?.body.toString()).to.equal("0123456789");
    }
  });

  it("stalls in the middle of GET's body, or never responds", async () => {
    expect(await receive("GET", { stallAfter: 4 })).to.deep.equal({
      status: 200,
      length: "10",
      body: "0123",
      end: "still open",
    });
    expect(await receive("PUT", { response: "never" })).to.deep.equal({ body: "", end: "still open" });
    expect(s3.objects.get("raw/k")?.body.toString()).to.equal("0123456789");
  });

  it("carries a request out and loses the response", async () => {
    expect(await receive("PUT", { response: "lost" })).to.deep.equal({ body: "", end: "cut" });
    expect(s3.objects.get("raw/k")?.body.length).to.equal(200_000);
  });

  it("returns another body in place of the object's", async () => {
    const received = await receive("GET", { body: Buffer.from("other") });
    expect(received).to.include({ body: "other", length: "5", end: "whole" });
  });

  it("delays a request until the promise of onRequest has resolved", async () => {
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      s3.onRequest = () => {
        resolve();
        return new Promise((resume) => {
          release = () => resume(undefined);
        });
      };
    });
    const received = send("PUT");
    await arrived;
    expect(s3.objects.get("raw/k")?.body.length).to.equal(10);
    release();
    expect(await received).to.include({ status: 200 });
    expect(s3.objects.get("raw/k")?.body.length).to.equal(200_000);
  });

  function receive(method: string, fault: Fault): Promise<Received> {
    s3.onRequest = () => fault;
    return send(method);
  }

  async function send(method: string): Promise<Received> {
    const received = { body: "", end: "whole" } as { -readonly [name in keyof Received]: Received[name] };
    const sent = request(`${s3.endpoint}/raw/k`, { method, agent: false });
    sent.on("response", (response) => {
      received.status = response.statusCode ?? 0;
      received.length = response.headers["content-length"];
      response.on("data", (piece: Buffer) => {
        received.body += piece.toString();
      });
      response.on("error", () => undefined);
      response.on("close", () => {
        if (!response.complete && received.end === "whole") received.end = "cut";
      });
    });
    sent.on("error", () => {
      if (received.end === "whole") received.end = "cut";
    });
    // Only a stalled request is silent for so long.
    sent.setTimeout(3_000, () => {
      received.end = "still open";
      sent.destroy();
    });
    sent.end(method === "PUT" ? Buffer.alloc(200_000) : undefined);
    await new Promise((resolve) => sent.on("close", resolve));
    return received;
  }
});
