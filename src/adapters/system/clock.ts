/** What time it is for the company's people; outside the sandbox simply the time. */
export type Clock = { now(): Date; close(): void };

export function systemClock(): Clock {
  return { now: () => new Date(), close: () => undefined };
}

export type SandboxClock = Clock & {
  /** Fulfilled once the sandbox has said its time; until then this clock shows the machine's. */
  readonly followed: Promise<unknown>;
};

type Told = { readonly now: string; readonly frozen: boolean };

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** The sandbox's time, which its visitors move. While the sandbox is away the clock goes on as it last went. */
export function sandboxClock(sandboxUrl: string): SandboxClock {
  const closing = new AbortController();
  const first = Promise.withResolvers<undefined>();
  let offsetMs = 0;
  let frozenAt: number | undefined;

  const follow = ({ now, frozen }: Told): void => {
    offsetMs = Date.parse(now) - Date.now();
    frozenAt = frozen ? Date.parse(now) : undefined;
    first.resolve(undefined);
  };
  void listen(`${sandboxUrl}/desk/api/clock`, follow, closing.signal);

  return {
    now: () => new Date(frozenAt ?? Date.now() + offsetMs),
    followed: first.promise,
    close: () => closing.abort(),
  };
}

async function listen(url: string, follow: (told: Told) => void, closing: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!closing.aborted) {
    try {
      const response = await fetch(url, {
        headers: { accept: 'text/event-stream' },
        signal: closing,
        redirect: 'error',
      });
      for await (const told of eventsOf(response)) {
        follow(told);
        pauseMs = FIRST_PAUSE_MS;
      }
    } catch {
      // The sandbox is away or we are closing; either way the loop knows what to do.
    }
    await pause(pauseMs, closing);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
}

/** What a stream of server-sent events tells, one after the other; what is no time is passed over. */
async function* eventsOf(response: Response): AsyncGenerator<Told> {
  if (!response.ok || !response.body) return;
  const text = response.body.pipeThrough(new TextDecoderStream());
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const told = line.startsWith('data:') ? toldIn(line.slice(5)) : undefined;
      if (told) yield told;
    }
  }
}

function toldIn(data: string): Told | undefined {
  try {
    const told = JSON.parse(data) as Partial<Told> | null;
    if (typeof told?.now !== 'string' || Number.isNaN(Date.parse(told.now))) return undefined;
    return { now: told.now, frozen: told.frozen === true };
  } catch {
    return undefined;
  }
}

async function pause(forMs: number, closing: AbortSignal): Promise<void> {
  const over = Promise.withResolvers<undefined>();
  const end = (): void => over.resolve(undefined);
  const timer = setTimeout(end, forMs);
  closing.addEventListener('abort', end, { once: true });
  await over.promise;
  clearTimeout(timer);
  closing.removeEventListener('abort', end);
}
