import { catchEach } from "./faults/catch-each.ts";
import { FAULTS_OF_MEANING } from "./faults/of-meaning.ts";

describe("a stack that is valid and wrong", () => catchEach(FAULTS_OF_MEANING));
