import { realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { watch } from "chokidar";
import type { Timer } from "../ports/timer.ts";
import { isMeantAsYaml } from "./is-meant-as-yaml.ts";

/** Editors write a file in several steps; a change is read once it has been quiet for so long. */
const QUIET_MS = 150;
/** How often it is looked whether the folder is still the one that is watched: a watch tells nothing of a link that points elsewhere. */
const LOOK_EVERY_MS = 2000;

/** What is told of a folder of collections. */
export interface RootEvents {
  /** The files of that collection's folder have changed. */
  onChange(folder: string): void;
  /** There is no such folder any more. Told once, until there is one again. */
  onGone(): void;
  /** Another folder is there under the name, or the same one again: whatever is in it may have changed. */
  onReplaced(): void;
  /** It cannot be followed right now, as where no more files may be open. Told once, until it is followed again, which is tried at every look. */
  onFault(fault: unknown): void;
}

/** The watch over a folder of collections. */
export interface RootFollower {
  /** Resolves once changes are told. Never rejects. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

/** Follows the folder that the name stands for, whichever it is: a link may be set to another, and a folder be moved away and back. */
export function followRoot(directory: string, timer: Timer, events: RootEvents): RootFollower {
  const root = resolve(directory);
  /** Null: nothing that is there is watched. */
  let followed = identityOf(root);
  let isGone = false;
  let isFaulty = false;
  const fail = (fault: unknown) => {
    followed = null;
    if (!isFaulty) {
      isFaulty = true;
      events.onFault(fault);
    }
  };
  const attempt = (work: () => void) => {
    try {
      work();
    } catch (fault) {
      fail(fault);
    }
  };
  const open = () =>
    watchFolders(root, {
      onChange: (folder) => {
        // What vanished with the whole folder was not taken out of it.
        if (followed !== null && identityOf(root) === followed) {
          attempt(() => events.onChange(folder));
        }
      },
      onLost: () => {
        followed = null;
      },
      onFault: fail,
    });
  let watcher = open();
  const { ready } = watcher;
  const look = () => {
    disarm = timer.set(LOOK_EVERY_MS, look);
    const identity = identityOf(root);
    if (identity === null) {
      followed = null;
      if (!isGone) {
        isGone = true;
        events.onGone();
      }
    } else if (identity !== followed) {
      isGone = false;
      followed = identity;
      void watcher.close();
      const opened = open();
      watcher = opened;
      void opened.ready.then(() => {
        if (watcher === opened && followed === identity && identityOf(root) === identity) {
          isFaulty = false;
          attempt(() => events.onReplaced());
        }
      });
    }
  };
  let disarm = timer.set(LOOK_EVERY_MS, look);
  return {
    ready,
    close: async () => {
      disarm();
      followed = null;
      await watcher.close();
    },
  };
}

/** What tells a folder from another of the same name; null: there is none. */
function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path);
    return `${realpathSync(path)} ${dev} ${ino}`;
  } catch {
    return null;
  }
}

/** Tells of a collection's folder once its files have been quiet for a moment, and of the root when it is there no more. */
function watchFolders(
  root: string,
  events: { readonly onLost: () => void } & Pick<RootEvents, "onChange" | "onFault">,
): RootFollower {
  const timers = new Map<string, NodeJS.Timeout>();
  const watcher = watch(root, {
    ignoreInitial: true,
    depth: 2,
    // A folder that may not be read must not keep the others from being followed.
    ignorePermissionErrors: true,
    ignored: (path, stats) => stats?.isFile() === true && !isMeantAsYaml(path),
  });
  watcher.on("all", (event, path) => {
    const [name] = resolve(path)
      .slice(root.length + 1)
      .split(/[\\/]/);
    if (!name) {
      if (event === "unlinkDir") {
        events.onLost();
      }
      return;
    }
    const folder = resolve(root, name);
    clearTimeout(timers.get(folder));
    timers.set(
      folder,
      setTimeout(() => {
        timers.delete(folder);
        events.onChange(folder);
      }, QUIET_MS),
    );
  });
  watcher.on("error", (fault) => events.onFault(fault));
  return {
    ready: new Promise((ready) => {
      watcher.once("ready", ready);
      watcher.once("error", () => ready());
    }),
    close: async () => {
      for (const timer of timers.values()) {
        clearTimeout(timer);
      }
      await watcher.close();
    },
  };
}
