import type { EngineTools } from "../domain/rubric/rubric-tools.ts";
import type { Collection } from "../domain/scenarios/collection.ts";
import type { Scenario } from "../domain/scenarios/scenario.ts";
import type { CheckedScenario } from "../domain/scenarios/scenario-test.ts";
import type { RewardModel } from "../ports/reward-model.ts";
import type { LearnFromLogPorts } from "../services/learned/learn-from-log.ts";
import type { ServicePorts } from "../services/service-ports.ts";

/** One server setting as `--help` shows it. */
export interface SettingHelp {
  readonly key: string;
  readonly flag: string;
  readonly variable: string;
  readonly help: string;
  readonly initial: unknown;
  /** It has members, and stands in the config file alone. */
  readonly isFileOnly: boolean;
}

/** Settings given as flags, by key, as text. */
export type Flags = Readonly<Record<string, string>>;

/** A collection folder as the reader found it. */
export interface CollectionFolder {
  readonly slug: string;
  /** Null where there are findings. */
  readonly collection: Collection | null;
  /** `file:line: field: message`; where there are any, `scenarios` is empty. */
  readonly findings: readonly string[];
  readonly scenarios: readonly { readonly scenario: Scenario; readonly checked: CheckedScenario }[];
}

export interface RunningServer {
  readonly url: string;
  /** Of the port of the Open Reward Standard; null: there is none. */
  readonly orsUrl: string | null;
  stop(): Promise<void>;
}

/** The database that a command is to work on. */
export interface CommandDatabase {
  readonly flags: Flags;
  readonly configFile: string | undefined;
  /** Refused where it is missing, instead of made. */
  readonly mustExist: boolean;
}

export type KeyPorts = Pick<ServicePorts, "keys" | "clock" | "random" | "sha256Hex">;

/** What learning from the log takes, and how many snapshots are kept. */
export type ModelPorts = LearnFromLogPorts & { readonly snapshotsKept: number };

/** The database that a command works on. */
export interface UsedDatabase {
  readonly location: string;
  /** There was none: it has just been made. */
  readonly isNew: boolean;
}

export type AnnotatorPorts = Pick<ServicePorts, "annotators" | "clock" | "random" | "sha256Hex">;

/** A source of the config file, ready to be called. */
export interface ConfiguredModel {
  readonly id: string;
  readonly adapter: string;
  readonly model: RewardModel;
}

/** Another process of this program. */
export interface ChildProgram {
  /** The first line that it writes; empty where it ends without one. */
  readonly firstLine: Promise<string>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** What the demo works on: pairs, collections, and a database file and a config file that go with the process. */
export interface DemoFiles {
  readonly llmbarFolder: string;
  readonly pairsFile: string;
  readonly scenarios: string;
  readonly database: string;
  /** Where a config file may be written. */
  readonly configFile: string;
}

/** All that commands need of the world; the composition root hands it in. */
export interface CliWorld {
  readonly version: string;
  readonly settings: readonly SettingHelp[];
  /** What requests to a running server are made with where the command line names no key; null: there is none. */
  readonly apiKey: string | null;
  /** Writes a line for people or programs to standard output. */
  print(line: string): void;
  /** Writes a line about what went wrong to standard error. */
  warn(line: string): void;
  /** Shows a line that the next one replaces, where a person is watching; an empty one ends it. */
  progress(line: string): void;
  /** Whether an error is a fault in how the program was called or configured. */
  isMisuse(error: unknown): boolean;
  /** Whether a person is watching, so that `progress` shows anything. */
  readonly isTerminal: boolean;
  /** Milliseconds since some instant, for taking times. */
  now(): number;
  /** Resolves after so long, or as soon as the signal aborts. */
  pause(durationMs: number, signal: AbortSignal): Promise<void>;
  /** Asks for a line; null when the input has ended. */
  ask(prompt: string): Promise<string | null>;
  /** Starts a server. Rejects with a message for the operator where it cannot. */
  startServer(flags: Flags, configFile: string | undefined): Promise<RunningServer>;
  /** Starts this program once more, with other words. */
  startSelf(words: readonly string[]): ChildProgram;
  /** Resolves when the process is told to stop. */
  stopSignal(): Promise<string>;
  /** Reads the collection folders at or under a path. */
  readCollections(path: string): readonly CollectionFolder[];
  /** What scenarios are made ready with. */
  engineTools(): EngineTools;
  scenariosPath(flags: Flags): string;
  /** The JSON Schemas of the two kinds of scenario file, by file name. */
  fileSchemas(): Readonly<Record<string, unknown>>;
  demoFiles(): DemoFiles;
  /** The services over one collection of the folder of collections and a database in memory. Rejects where the collection is not there or has faults. */
  withCollection<T>(flags: Flags, collectionSlug: string, task: (ports: ServicePorts) => Promise<T>): Promise<T>;
  withKeys<T>(database: CommandDatabase, task: (ports: KeyPorts, used: UsedDatabase) => Promise<T>): Promise<T>;
  /** Builds the sources of the config file; they are let go of in the end. Rejects with a message for the operator where one cannot be built. */
  withModels<T>(configFile: string | undefined, task: (models: readonly ConfiguredModel[]) => Promise<T>): Promise<T>;
  /** The log of votes in the server's database, and the rule of the gate in its config file. */
  withLearning<T>(flags: Flags, configFile: string | undefined, task: (ports: ModelPorts) => Promise<T>): Promise<T>;
  /** Where the server's settings say that annotators reach it; null: nowhere in particular. */
  publicUrl(flags: Flags, configFile: string | undefined): string | null;
  withAnnotators<T>(database: CommandDatabase, task: (ports: AnnotatorPorts, database: UsedDatabase) => Promise<T>): Promise<T>;
}

/** What the commands about the learned model need of the world. */
export type ModelWorld = Pick<CliWorld, "print" | "warn" | "progress" | "now" | "withLearning">;
