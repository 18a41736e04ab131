import { expect } from "chai";
import { machineDouble } from "../../local/setup/machine-double.ts";
import { whatIsMissing } from "./requirements.ts";

describe("npm run test:e2e", () => {
  it("says what is missing and how to install it, if there is no emulator", async () => {
    expect(await whatIsMissing(machineDouble({ there: ["openssl version", "test -x /usr/sbin/mariadbd"] }))).to.equal(
      "The end-to-end tests can't run without ministack (in .venv).\nTo install it: npm run setup -- e2e --yes\n",
    );
  });
});
