import { CHECKS } from "../../local/setup/checks.ts";
import { thisMachine } from "../../local/setup/machine.ts";
import { missing } from "../../local/setup/need.ts";

// Before `npm run test:images`: names what it needs and does not find, and exits with 1.

const names = (await missing(CHECKS.images, thisMachine())).map(({ name }) => name);
if (names.length > 0) {
  console.error(`The tests of the images can't run without ${names.join(" and ")}.
To install it: npm run setup -- images --yes`);
  process.exit(1);
}
