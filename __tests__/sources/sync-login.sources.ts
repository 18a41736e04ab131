import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSecureContext, TLSSocket } from "node:tls";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { toEnvironment } from "../../functions/sync/environment.ts";
import { startLambda } from "../../local/lambda.ts";
import { makeCertificates, signCertificate } from "../../local/sources/server.ts";

const BUNDLE = fileURLToPath(new URL("../../dist/sync/index.mjs", import.meta.url));
const NOWHERE = "http://127.0.0.1:9";
/** Messages of PostgreSQL's protocol. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const ASK_FOR_PASSWORD = Buffer.of(0x52, 0, 0, 0, 8, 0, 0, 0, 3);
const SSL_REQUEST = 80877103;

describe("The login of the shipped sync", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "sync-login-"));
  const other = mkdtempSync(join(tmpdir(), "sync-login-"));
  let server: Server;
  /** What the client sent as its password: only after it trusts the server. */
  let passwords: string[];
  before(() => {
    makeCertificates(folder);
    makeCertificates(other);
  });
  after(() => {
    for (const each of [folder, other]) rmSync(each, { recursive: true, force: true });
  });
  beforeEach(async () => {
    passwords = [];
    server = createServer((socket) => serve(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
  });
  afterEach(() => server.close());

  /** A PostgreSQL that takes TLS only, asks for the password, and refuses it. */
  function serve(socket: Socket): void {
    socket.on("error", () => undefined);
    socket.once("data", (request) => {
      if (request.readInt32BE(4) !== SSL_REQUEST) return socket.destroy();
      socket.write("S");
      const [key, cert] = ["server.key", "server.pem"].map((name) => readFileSync(join(folder, name)));
      const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext({ key, cert }) });
      secure.on("error", () => undefined);
      secure.once("data", () => {
        secure.write(ASK_FOR_PASSWORD);
        secure.once("data", (message) => {
          passwords.push(message.toString("utf8", 5, message.length - 1));
          secure.end(refusal());
        });
      });
    });
  }

  async function invoke(ca: string, host = "localhost") {
    const { port } = server.address() as { port: number };
    const settings = { stack: "it", bucket: "raw", account: "111122223333", database: "market", target: "clearwell" };
    const variables = toEnvironment({
      ...{ ...settings, host, port },
      ...{ tables: undefined, user: "clearwell_sync", publishMinutes: 15 },
    });
    const lambda = await startLambda(
      { name: "sync", region: "us-west-2", bundle: BUNDLE, variables: { ...variables, NODE_EXTRA_CA_CERTS: ca } },
      NOWHERE,
    );
    const { error } = await lambda.invoke({ step: "previous", table: "orders" });
    return { error, log: await lambda.close() };
  }

  it("[I-21] is a token that IAM signs for this server, this user and 15 minutes, by TLS to a server that it trusts", async () => {
    const { error, log } = await invoke(join(folder, "ca.pem"));
    expect(error?.errorType).to.equal("DATABASE_UNREACHABLE");
    const [token = ""] = passwords;
    const { port } = server.address() as { port: number };
    const url = new URL(`https://${token}`);
    expect(url.host).to.equal(`localhost:${port}`);
    expect(Object.fromEntries(url.searchParams)).to.include({
      ...{ Action: "connect", DBUser: "clearwell_sync", "X-Amz-Expires": "900" },
    });
    expect(url.searchParams.get("X-Amz-Credential")).to.include("/us-west-2/rds-db/aws4_request");
    expect(log + JSON.stringify(error)).not.to.include(url.searchParams.get("X-Amz-Signature"));
  });

  it("is not sent to a server whose certificate is of another authority", async () => {
    const { error } = await invoke(join(other, "ca.pem"));
    expect(error?.errorType).to.equal("DATABASE_UNREACHABLE");
    expect(passwords).to.deep.equal([]);
  });

  it("is not sent to a server whose certificate has another name", async () => {
    signCertificate(folder, "elsewhere.example");
    const { error } = await invoke(join(folder, "ca.pem"));
    expect(error?.errorType).to.equal("DATABASE_UNREACHABLE");
    expect(passwords).to.deep.equal([]);
  });
});

/** `ErrorResponse`: the password is wrong. */
function refusal(): Buffer {
  const fields = Buffer.from("SFATAL\0C28P01\0Mwrong\0\0");
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
