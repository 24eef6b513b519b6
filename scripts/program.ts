import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const LINES_KEPT = 25;
const STOP_MS = 10_000;
const LOOK_EVERY_MS = 100;

type Start = {
  readonly name: string;
  /** For this Node. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where its output goes, so that the screen stays calm. */
  readonly logFile: string;
};

/** A child process whose last words are kept. */
export class Program {
  readonly name: string;
  /** Settles when the program has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #lastLines: string[] = [];
  #isRunning = true;

  constructor({ name, args, env, logFile }: Start) {
    this.name = name;
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const log = createWriteStream(logFile);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        log.write(chunk);
        this.#lastLines.push(...chunk.toString().split(/\r?\n/).filter(Boolean));
        this.#lastLines.splice(0, this.#lastLines.length - LINES_KEPT);
      });
    }
    this.ended = new Promise((resolve) => {
      const end = (): void => {
        this.#isRunning = false;
        log.end();
        resolve();
      };
      this.#child.once('close', end);
      this.#child.once('error', end);
    });
  }

  /** The last things the program said before it ended. */
  get lastWords(): string {
    return this.#lastLines.join('\n');
  }

  /** True once the address answers well; false when the program ended or the time was over first. */
  async answers(url: string, withinMs: number): Promise<boolean> {
    const until = performance.now() + withinMs;
    while (this.#isRunning && performance.now() < until) {
      if (await isWell(url)) return true;
      await pause(LOOK_EVERY_MS);
    }
    return false;
  }

  /** Asks the program to end, and insists after ten seconds. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    this.#child.kill('SIGTERM');
    const insist = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS);
    await this.ended;
    clearTimeout(insist);
  }
}

async function isWell(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
