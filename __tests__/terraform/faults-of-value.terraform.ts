import { catchEach } from "./faults/catch-each.ts";
import { FAULTS_OF_VALUE } from "./faults/of-value.ts";

describe("a stack with a value that AWS does not support", () => catchEach(FAULTS_OF_VALUE));
