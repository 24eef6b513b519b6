import { close, fdatasync, fsync, open } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const openFile = promisify(open);
const closeFile = promisify(close);
const syncData = promisify(fdatasync);
const syncAll = promisify(fsync);

/** The few file operations that durability rests on; a test hands in its own. */
export type Disk = {
  list(folder: string): Promise<readonly string[]>;
  open(file: string): Promise<number>;
  close(handle: number): Promise<void>;
  /** Resolves once the bytes of this file survive a power cut. */
  syncData(handle: number): Promise<void>;
  /** Resolves once the names in this folder survive a power cut. */
  syncFolder(folder: string): Promise<void>;
};

export const realDisk: Disk = {
  list: (folder) => readdir(folder),
  open: (file) => openFile(file, 'r+'),
  close: closeFile,
  syncData,
  syncFolder,
};

async function syncFolder(folder: string): Promise<void> {
  // Windows keeps names safe by itself and cannot open a folder.
  if (process.platform === 'win32') return;
  const handle = await openFile(folder, 'r');
  try {
    await syncAll(handle);
  } finally {
    await closeFile(handle);
  }
}

const AT_ONCE = 8;

/** Brings every file and every name below the folder to the disk. */
export async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  await eachAtOnce(files, syncFile);
  await eachAtOnce([...folders, folder], (each) => syncFolder(each).catch(ignoreGone));
}

async function syncFile(file: string): Promise<void> {
  const handle = await openFile(file, 'r+').catch(ignoreGone);
  if (handle === undefined) return;
  try {
    await syncAll(handle);
  } finally {
    await closeFile(handle);
  }
}

/** The database removes files while we walk; one that is gone needs no sync. */
function ignoreGone(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

async function eachAtOnce(items: readonly string[], work: (item: string) => Promise<void>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}
