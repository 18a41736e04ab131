import { expect } from "chai";
import { taskSettings } from "../../../../stacks/constructs/task-settings.ts";
import { PRIMARY } from "../../../stacks/fixtures.ts";
import { answeredTaskSettings, isSameTaskSettings, SWITCHED_OFF } from "./task-settings.ts";

const TT_OFF = { EnableTT: false, TTS3Settings: null, TTRecordSettings: null };
const { PostProcessingRules: _, ...WITHOUT_RULES } = SWITCHED_OFF;

/** What AWS may answer, and whether a document that says "off" of each feature, or one that says nothing, is then a change. */
const ANSWERS: readonly (readonly [answer: string, settings: object, saysOff: boolean, saysNothing: boolean])[] = [
  ["TTSettings as null", SWITCHED_OFF, false, true],
  ["TTSettings as sent", { ...SWITCHED_OFF, TTSettings: TT_OFF }, true, true],
  ["no PostProcessingRules", { ...WITHOUT_RULES, TTSettings: TT_OFF, PostProcessingRules: undefined }, false, true],
];

describe("the provider's view of two task settings", () => {
  const lean = taskSettings(PRIMARY.dms);
  const full = { ...lean, ...SWITCHED_OFF, TTSettings: TT_OFF };

  for (const [answer, replaced, saysOff, saysNothing] of ANSWERS) {
    const state = answeredTaskSettings({ ...replaced })(JSON.stringify(lean));
    it(`where AWS answers ${answer}`, () => {
      expect(isSameTaskSettings(state, JSON.stringify(full)), 'a document that says "off"').to.equal(saysOff);
      expect(isSameTaskSettings(state, JSON.stringify(lean)), "one that says nothing").to.equal(saysNothing);
    });
  }

  it("sees each value that differs, at any depth", () => {
    const state = answeredTaskSettings(SWITCHED_OFF)(JSON.stringify(lean));
    const changed = { ...lean, TargetMetadata: { ...lean.TargetMetadata, LobMaxSize: 1 } };
    expect(isSameTaskSettings(state, JSON.stringify(changed))).to.equal(false);
  });

  it("does not mind the order of the log components, and minds their severity", () => {
    const state = answeredTaskSettings(SWITCHED_OFF)(JSON.stringify(lean));
    const [first, ...others] = lean.Logging.LogComponents;
    const withFirst = (component: object) =>
      JSON.stringify({ ...lean, Logging: { ...lean.Logging, LogComponents: [...others, component] } });
    expect(isSameTaskSettings(state, withFirst(first as object))).to.equal(true);
    expect(isSameTaskSettings(state, withFirst({ ...first, Severity: "LOGGER_SEVERITY_DEBUG" }))).to.equal(false);
  });
});
