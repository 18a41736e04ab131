import { expect } from "chai";
import { taskSettings } from "../../stacks/constructs/task-settings.ts";
import { PRIMARY } from "./fixtures.ts";
import { only, synth } from "./synth.ts";

/** The keys that AWS always returns for a task. Any other key is a change in every plan; a missing one keeps its old value. */
const KEYS = {
  "": `ChangeProcessingDdlHandlingPolicy ChangeProcessingTuning ControlTablesSettings ErrorBehavior
    FailTaskWhenCleanTaskResourceFailed FullLoadSettings Logging StreamBufferSettings TargetMetadata`,
  ChangeProcessingDdlHandlingPolicy: "HandleSourceTableAltered HandleSourceTableDropped HandleSourceTableTruncated",
  ChangeProcessingTuning: `BatchApplyMemoryLimit BatchApplyPreserveTransaction BatchApplyTimeoutMax BatchApplyTimeoutMin
    BatchSplitSize CommitTimeout MemoryKeepTime MemoryLimitTotal MinTransactionSize RecoveryTimeout StatementCacheSize`,
  ControlTablesSettings: `ControlSchema FullLoadExceptionTableEnabled HistoryTableEnabled HistoryTimeslotInMinutes
    StatusTableEnabled SuspendedTablesTableEnabled`,
  ErrorBehavior: `ApplyErrorDeletePolicy ApplyErrorEscalationCount ApplyErrorEscalationPolicy ApplyErrorFailOnTruncationDdl
    ApplyErrorInsertPolicy ApplyErrorUpdatePolicy DataErrorEscalationCount DataErrorEscalationPolicy DataErrorPolicy
    DataTruncationErrorPolicy EventErrorPolicy FailOnNoTablesCaptured FailOnTransactionConsistencyBreached
    FullLoadIgnoreConflicts RecoverableErrorCount RecoverableErrorInterval RecoverableErrorStopRetryAfterThrottlingMax
    RecoverableErrorThrottling RecoverableErrorThrottlingMax TableErrorEscalationCount TableErrorEscalationPolicy
    TableErrorPolicy`,
  FullLoadSettings: `CommitRate CreatePkAfterFullLoad MaxFullLoadSubTasks StopTaskCachedChangesApplied
    StopTaskCachedChangesNotApplied TargetTablePrepMode TransactionConsistencyTimeout`,
  Logging: "EnableLogging LogComponents",
  StreamBufferSettings: "CtrlStreamBufferSizeInMB StreamBufferCount StreamBufferSizeInMB",
  TargetMetadata: `BatchApplyEnabled FullLobMode InlineLobMaxSize LimitedSizeLobMode LoadMaxFileSize LobChunkSize LobMaxSize
    ParallelApplyBufferSize ParallelApplyQueuesPerThread ParallelApplyThreads ParallelLoadBufferSize
    ParallelLoadQueuesPerThread ParallelLoadThreads SupportLobs TargetSchema TaskRecoveryTableEnabled`,
};

describe("the task's settings", () => {
  const OF_MONGODB = { ...PRIMARY.dms, stopsOnErrors: false, addsColumns: true } as const;
  const settings = taskSettings(OF_MONGODB);

  for (const [section, keys] of Object.entries(KEYS)) {
    it(`have the keys that AWS returns, no more and no less${section && `: ${section}`}`, () => {
      const found = section === "" ? settings : settings[section as "TargetMetadata"];
      expect(found).to.have.all.keys(...keys.split(/\s+/));
    });
  }

  it("have no null, which would stop the task in every plan", () => {
    expect(nullsIn(settings)).to.deep.equal([]);
  });

  it("are those of the task", () => {
    const task = only(synth(PRIMARY), "aws_dms_replication_task");
    expect(JSON.parse(String(task.replication_task_settings))).to.deep.equal(settings);
  });

  it("[T-16] delete no RAW objects after a truncate or a drop at the source, and replicate new columns", () => {
    expect(settings.ChangeProcessingDdlHandlingPolicy).to.deep.equal({
      HandleSourceTableDropped: false,
      HandleSourceTableTruncated: false,
      HandleSourceTableAltered: true,
    });
  });

  it("keep what is in the bucket before a load", () => {
    expect(settings.FullLoadSettings.TargetTablePrepMode).to.equal("DO_NOTHING");
  });

  it("apply changes one by one, because batches may lose data on S3", () => {
    expect(settings.TargetMetadata.BatchApplyEnabled).to.equal(false);
  });

  it("load two collections at the same time, for which the LOB size leaves enough memory", () => {
    expect(settings.FullLoadSettings.MaxFullLoadSubTasks).to.equal(2);
  });

  it("make the task fail if no listed collection is found", () => {
    expect(settings.ErrorBehavior.FailOnNoTablesCaptured).to.equal(true);
  });

  it("keep strings and arrays, up to the environment's LOB size", () => {
    const { TargetMetadata, FullLoadSettings } = taskSettings({ ...OF_MONGODB, lobMaxKb: 512, commitRate: 50 });
    expect(TargetMetadata).to.include({
      SupportLobs: true,
      LimitedSizeLobMode: true,
      FullLobMode: false,
      LobMaxSize: 512,
    });
    expect(FullLoadSettings.CommitRate).to.equal(50);
  });

  it("leave out large objects of a source that lists none, stop if one is too long, and add no column by themselves", () => {
    const { TargetMetadata, ErrorBehavior, ChangeProcessingDdlHandlingPolicy } = taskSettings({
      lobMaxKb: undefined,
      commitRate: 50,
      stopsOnErrors: true,
      addsColumns: false,
    });
    expect(TargetMetadata).to.include({
      SupportLobs: false,
      LimitedSizeLobMode: false,
      FullLobMode: false,
      LobMaxSize: 0,
    });
    expect(ErrorBehavior.DataTruncationErrorPolicy).to.equal("STOP_TASK");
    expect(ChangeProcessingDdlHandlingPolicy.HandleSourceTableAltered).to.equal(false);
  });

  it("write no control tables next to the collections", () => {
    const { HistoryTimeslotInMinutes: _, ...rest } = settings.ControlTablesSettings;
    expect(Object.values(rest)).to.deep.equal(["", false, false, false, false]);
  });

  it("log every component once", () => {
    expect(settings.Logging.EnableLogging).to.equal(true);
    const ids = settings.Logging.LogComponents.map(({ Id }) => Id);
    expect(ids).to.have.length(19);
    expect(new Set(ids).size).to.equal(19);
  });
});

/** Paths of all nulls. */
function nullsIn(value: unknown, path = ""): string[] {
  if (value === null) return [path];
  if (typeof value !== "object") return [];
  return Object.entries(value as object).flatMap(([key, each]) => nullsIn(each, `${path}.${key}`));
}
