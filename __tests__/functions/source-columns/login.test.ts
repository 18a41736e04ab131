import { expect } from "chai";
import { parseLogin } from "../../../functions/shared/source/login.ts";

const LOGIN = { username: "columns", password: "hunter2", host: "db.example.org", port: 3306 };

describe("The secret of a login", () => {
  it("has a port as number or text, and may have the CA", () => {
    expect(parseLogin(JSON.stringify(LOGIN))).to.deep.equal(LOGIN);
    expect(parseLogin(JSON.stringify({ ...LOGIN, port: "3306", ca: "PEM" }))).to.deep.equal({ ...LOGIN, ca: "PEM" });
  });

  it("is refused with the names of what it lacks, and never quoted", () => {
    for (const [secret, problem] of [
      [JSON.stringify({ password: "hunter2", host: "" }), "its secret has no username, host, port"],
      ['{"password":"hunter2"', "its secret is not a JSON object"],
      ['"hunter2"', "its secret is not a JSON object"],
    ] as const)
      expect(() => parseLogin(secret)).to.throw(new RegExp(`^${problem}$`));
  });
});
