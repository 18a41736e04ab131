import { expect } from "chai";
import { whatIsMissing } from "./requirements.ts";

describe("npm run test:e2e", () => {
  it("says what is missing and how to install it, if there is no emulator", () => {
    expect(whatIsMissing("/nowhere/bin/python"))
      .to.match(/^- ministack 1\.\d+\.\d+, an emulator of AWS, is not in \.venv$/m)
      .and.include("  python3 -m venv .venv\n")
      .and.include("  .venv/bin/pip install --require-hashes -r __tests__/e2e/requirements.txt\n");
  });
});
