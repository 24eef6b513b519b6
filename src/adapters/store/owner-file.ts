import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from './store-error.ts';

/** Who has a folder. `room` is where its socket can be seen: one machine, one network namespace. */
export type Owner = {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  readonly room: string;
};

export type OwnerFile = { isOurs(): boolean; release(): void };

const BEAT_MS = 2000;
const DEAD_AFTER_MS = 10_000;

/**
 * Names the owner in the folder itself, for those who share the disk but cannot see the socket: another container, another
 * machine. Only call it with the socket in hand. The file's age is the heartbeat.
 */
export async function claimOwnerFile(folder: string, owner: Owner): Promise<OwnerFile> {
  const path = join(folder, 'owner.json');
  const former = readOwner(path);
  // We hold the socket, so an owner of our own room is dead.
  if (former && former.room !== owner.room && isBeating(path)) throw inUse(folder, nameOf(former));
  if (existsSync(path)) rmSync(path, { force: true });
  create(path, owner, folder);
  // Two from different rooms who both found it dead: only the file written last stands.
  if (former && former.room !== owner.room) await pause(100);
  const now = readOwner(path);
  if (now?.id !== owner.id) throw inUse(folder, now ? nameOf(now) : 'another process');
  return beating(path, owner);
}

function beating(path: string, owner: Owner): OwnerFile {
  let isOurs = true;
  const beat = setInterval(() => {
    isOurs &&= readOwner(path)?.id === owner.id;
    if (isOurs) touch(path);
  }, BEAT_MS).unref();
  return {
    isOurs: () => isOurs,
    release: () => {
      clearInterval(beat);
      if (readOwner(path)?.id === owner.id) rmSync(path, { force: true });
    },
  };
}

function create(path: string, owner: Owner, folder: string): void {
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: 'wx' });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const other = readOwner(path);
    throw inUse(folder, other ? nameOf(other) : 'another process');
  }
}

/** The age of the file by the clock of the disk it is on, so that two machines need not agree on the time. */
function isBeating(path: string): boolean {
  const probe = `${path}.${process.pid}.now`;
  writeFileSync(probe, '');
  const now = statSync(probe).mtimeMs;
  rmSync(probe, { force: true });
  return existsSync(path) && now - statSync(path).mtimeMs < DEAD_AFTER_MS;
}

/** Rewrites one byte's worth of nothing: the disk's own clock sets the new age. */
function touch(path: string): void {
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text, { flag: 'r+' });
}

/** Undefined when there is no such file or it was left half written. */
function readOwner(path: string): Owner | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isOwner(found) ? found : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function isOwner(found: unknown): found is Owner {
  return (
    typeof found === 'object' &&
    found !== null &&
    ['id', 'host', 'room'].every((name) => typeof Reflect.get(found, name) === 'string')
  );
}

function nameOf(owner: Owner): string {
  return `process ${owner.pid} on ${owner.host}`;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The error that names who has the folder and says what to do. */
export function inUse(folder: string, who: string): StoreError {
  return new StoreError(
    'in-use',
    `The data folder ${folder} is in use by ${who}. Stop that one first, or give this one a folder of its own. ` +
      `If it died on another machine, its claim ends within ${DEAD_AFTER_MS / 1000} seconds.`,
    { retryable: true },
  );
}
