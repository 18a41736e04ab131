import { catchEach } from "./faults/catch-each.ts";
import { FAULTS_OF_ANSWER } from "./faults/of-answer.ts";

describe("a stack that AWS answers otherwise than it was told", () => catchEach(FAULTS_OF_ANSWER));
