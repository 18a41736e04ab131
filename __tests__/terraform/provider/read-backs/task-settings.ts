import { isDeepStrictEqual } from "node:util";

type Document = { readonly [key: string]: unknown };

/** What AWS answers for features that are switched off, whether it was sent nothing or a document that says "off". */
export const SWITCHED_OFF = {
  TTSettings: null,
  BeforeImageSettings: null,
  CharacterSetSettings: null,
  LoopbackPreventionSettings: null,
  PostProcessingRules: null,
};

/** Keys that AWS adds to what it was sent. */
const ADDED: Document = {
  Logging: { EnableLogContext: false, CloudWatchLogGroup: null, CloudWatchLogStream: null },
  ErrorBehavior: { DataMaskingErrorPolicy: "STOP_TASK" },
  ControlTablesSettings: { historyTimeslotInMinutes: 5 },
};

/**
 * A task's settings as AWS answers them: what was sent, with the keys that AWS adds.
 * @param replaced Keys whose value is another one than was sent; undefined for one that is left out.
 */
export function answeredTaskSettings(replaced: Document): (sent: unknown) => unknown {
  return (sent) => {
    if (typeof sent !== "string") return sent;
    const settings = JSON.parse(sent) as { readonly [section: string]: object | null };
    const added = Object.entries(ADDED).map(([section, keys]) => [
      section,
      { ...settings[section], ...(keys as object) },
    ]);
    return JSON.stringify({ ...settings, ...Object.fromEntries(added), ...replaced });
  };
}

/**
 * Whether the provider takes two settings documents for the same: it walks the state, and what is wanted may leave keys out.
 * A key that the state has not, or has as null, may not be wanted. `internal/service/dms/task_settings_json.go`
 */
export function isSameTaskSettings(state: unknown, wanted: unknown): boolean {
  if (typeof state !== "string" || typeof wanted !== "string") return state === wanted;
  return agrees(withoutReadOnly(readSettings(state)), readSettings(wanted));
}

function agrees(state: unknown, wanted: unknown): boolean {
  if (wanted === undefined || wanted === null) return true;
  if (!isDocument(state) || !isDocument(wanted)) return state !== null && isDeepStrictEqual(state, wanted);
  return (
    Object.keys(wanted).every((key) => Object.hasOwn(state, key)) &&
    Object.entries(state).every(([key, value]) => agrees(value, wanted[key]))
  );
}

/** With the log components by name, for their order says nothing. */
function readSettings(text: string): Document {
  const settings = JSON.parse(text) as Document;
  const { Logging: logging } = settings;
  if (!isDocument(logging) || !Array.isArray(logging.LogComponents)) return settings;
  const components = logging.LogComponents as readonly { readonly Id: string; readonly Severity: string }[];
  const LogComponents = Object.fromEntries(components.map(({ Id, Severity }) => [Id, Severity]));
  return { ...settings, Logging: { ...logging, LogComponents } };
}

function withoutReadOnly({ Logging, ...settings }: Document): Document {
  if (!isDocument(Logging)) return { ...settings, ...(Logging === undefined ? {} : { Logging }) };
  const { CloudWatchLogGroup: _, CloudWatchLogStream: __, ...rest } = Logging;
  return { ...settings, Logging: rest };
}

function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
