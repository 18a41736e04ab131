import { catchEach } from "./faults/catch-each.ts";
import { FAULTS_OF_STRUCTURE } from "./faults/of-structure.ts";

describe("a stack that Terraform can't read", () => catchEach(FAULTS_OF_STRUCTURE));
