import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readlink, realpath, statfs, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimOwnerFile, inUse, type Owner, type OwnerFile } from './owner-file.ts';
import { StoreError } from './store-error.ts';

/** The exclusive right to a folder. The kernel takes it away on any death of this process. */
export type FolderLock = {
  /** False once another machine has taken the folder, which ends our right to write. */
  isHeld(): boolean;
  release(): Promise<void>;
};

/** Locks the folder or throws at once, naming who has it. Two processes in one folder lose rows without an error. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true });
  const path = await realpath(folder);
  await refuseNetwork(path);
  const owner: Owner = { id: randomUUID(), pid: process.pid, host: hostname(), room: await roomOf() };
  const server = await holdSocket(path, owner);
  try {
    return held(server, await claimOwnerFile(path, owner));
  } catch (error) {
    await closed(server);
    throw error;
  }
}

function held(server: Server, file: OwnerFile): FolderLock {
  return {
    isHeld: () => server.listening && file.isOurs(),
    release: async () => {
      file.release();
      await closed(server);
    },
  };
}

// man 2 statfs
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
]);

async function refuseNetwork(path: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const kind = networkFileSystem((await statfs(path)).type);
  if (kind === undefined) return;
  throw new StoreError(
    'network-folder',
    `The data folder ${path} is on ${kind}, where neither a lock nor a write is reliable. Use a local disk, or PostgreSQL.`,
  );
}

/** The name of a network file system, by the number that statfs gives it. */
export function networkFileSystem(type: number): string | undefined {
  // Some kernels answer the number as a negative one of 32 bits.
  return NETWORK_FILE_SYSTEMS.get(type >>> 0);
}

/** Processes with the same room see each other's sockets; containers on one machine do not. */
async function roomOf(): Promise<string> {
  if (process.platform !== 'linux') return hostname();
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  return `${boot.trim()} ${await readlink('/proc/self/ns/net')}`;
}

function socketOf(path: string): string {
  const name = `keywave-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

async function holdSocket(path: string, owner: Owner): Promise<Server> {
  const address = socketOf(path);
  const server = await listen(address, owner);
  if (server) return server;
  const other = await askOwner(address);
  if (other !== undefined) throw inUse(path, `process ${other}`);
  // Only where a socket is a file can it outlive its process.
  if (process.platform === 'linux' || process.platform === 'win32') throw inUse(path, 'another process');
  await unlink(address).catch(() => undefined);
  const second = await listen(address, owner);
  if (!second) throw inUse(path, 'another process');
  return second;
}

/** Undefined when somebody listens there already. Whoever connects is told our process id. */
function listen(address: string, owner: Owner): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(`${owner.pid}`);
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      server.unref();
      resolve(server);
    });
  });
}

const PATIENCE_MS = 500;

/** The process id of who listens there; words when it is too busy to say; undefined when nobody does. */
function askOwner(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(address);
    const settle = (value: string | undefined): void => {
      socket.destroy();
      resolve(value);
    };
    socket.setEncoding('utf8').setTimeout(PATIENCE_MS, () => settle('(too busy to say its number)'));
    socket.on('data', (text: string) => (answer += text));
    socket.on('end', () => settle(answer));
    socket.on('error', () => settle(undefined));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
