import { join } from 'node:path';
import type { Disk } from './disk.ts';

const SEGMENT = /^[0-9A-F]{24}$/;

/** Brings the write-ahead log of one database folder to the disk. */
export class WriteAheadLog {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #handles = new Map<string, number>();

  constructor(database: string, disk: Disk) {
    this.#folder = join(database, 'pg_wal');
    this.#disk = disk;
  }

  async sync(): Promise<void> {
    const hasNew = await this.#follow();
    await Promise.all([...this.#handles.values()].map((handle) => this.#disk.syncData(handle)));
    if (hasNew) await this.#disk.syncFolder(this.#folder);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#handles.values()].map((handle) => this.#disk.close(handle)));
    this.#handles.clear();
  }

  /** Opens segments that appeared and lets go of those that were recycled; answers whether there was a new one. */
  async #follow(): Promise<boolean> {
    const segments = new Set((await this.#disk.list(this.#folder)).filter((name) => SEGMENT.test(name)));
    for (const [name, handle] of this.#handles) {
      if (segments.has(name)) continue;
      this.#handles.delete(name);
      await this.#disk.close(handle);
    }
    const fresh = [...segments].filter((name) => !this.#handles.has(name));
    for (const name of fresh) this.#handles.set(name, await this.#disk.open(join(this.#folder, name)));
    return fresh.length > 0;
  }
}
