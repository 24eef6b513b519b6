import { PGlite } from '@electric-sql/pglite';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { realDisk, syncTree, type Disk } from './disk.ts';
import { DurablePglite } from './durable.ts';
import { Journal } from './journal.ts';
import { lockFolder } from './lock.ts';
import { WriteAheadLog } from './write-ahead-log.ts';

/** A database inside this process: what kysely and pg-boss talk to, and what keeps it safe. */
export type Embedded = {
  readonly pglite: DurablePglite | PGlite;
  /** False when another machine has taken the folder. */
  isHeld(): boolean;
  /** Brings everything below the folder to the disk, not only the log. */
  syncFiles(): Promise<void>;
  close(): Promise<void>;
};

/** A database that is gone with the process; for tests. */
export async function openInMemory(): Promise<Embedded> {
  const pglite = await PGlite.create('memory://');
  return { pglite, isHeld: () => true, syncFiles: async () => undefined, close: () => pglite.close() };
}

/** Opens the folder for this process alone; nothing is acknowledged before it is on disk. */
export async function openInFolder(folder: string, disk: Disk = realDisk): Promise<Embedded> {
  const lock = await lockFolder(folder);
  try {
    const database = join(folder, 'database');
    await mkdir(database, { recursive: true });
    // What a killed process wrote may be in the kernel only, and recovery builds on it.
    await syncTree(folder);
    const pglite = await PGlite.create(database);
    await syncTree(folder);
    const log = new WriteAheadLog(database, disk);
    const durable = new DurablePglite(pglite, new Journal(() => log.sync()));
    return {
      pglite: durable,
      isHeld: () => lock.isHeld(),
      syncFiles: () => syncTree(database),
      close: async () => {
        await closeSafely(durable, () => syncTree(folder));
        await log.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function closeSafely(pglite: DurablePglite, syncFiles: () => Promise<void>): Promise<void> {
  await syncFiles();
  if (!pglite.closed) await pglite.close();
  await syncFiles();
}
