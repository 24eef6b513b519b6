import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { sandboxClock, systemClock } from '../../../src/adapters/system/clock.ts';
import { isTimeZone, midnight } from '../../../src/adapters/system/midnight.ts';
import { chance } from '../../../src/adapters/system/random.ts';

const HOUR = 3_600_000;

async function until(condition: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!condition()) {
    assert.ok(performance.now() < deadline, 'it never came to pass');
    await wait(5);
  }
}

describe('sandbox clock', () => {
  const open = new Set<ServerResponse>();
  let connections = 0;
  let first = '';
  const server = createServer((request, response) => {
    assert.equal(request.url, '/desk/api/clock');
    connections += 1;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(first);
    open.add(response);
    response.on('close', () => open.delete(response));
  });
  const told = (at: number, frozen: boolean): string =>
    `data: ${JSON.stringify({ now: new Date(at).toISOString(), frozen })}\n\n`;
  const tell = (event: string): void => open.forEach((response) => response.write(event));
  let url: string;

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    connections = 0;
  });

  it("shows the sandbox's time, runs on with it and stops where it stops", async () => {
    first = told(Date.now() + 24 * HOUR, false);
    const clock = sandboxClock(url);
    await clock.followed;
    const ahead = clock.now().getTime() - Date.now();
    assert.ok(Math.abs(ahead - 24 * HOUR) < 2000, String(ahead));
    const then = clock.now().getTime();
    await until(() => clock.now().getTime() > then);

    const frozen = Date.parse('2027-02-01T08:00:00Z');
    const halves = [told(frozen, true).slice(0, 20), told(frozen, true).slice(20)];
    tell(': a comment\n\ndata: rubbish\n\ndata: {"now":"never"}\n\n');
    halves.forEach(tell);
    await until(() => clock.now().getTime() === frozen);
    tell(told(frozen + HOUR, true));
    await until(() => clock.now().getTime() === frozen + HOUR);
    clock.close();
    await until(() => open.size === 0);
  });

  it('keeps its time while the sandbox is away and follows again when it is back', async () => {
    first = told(Date.now() + HOUR, false);
    const clock = sandboxClock(url);
    await clock.followed;
    first = told(Date.now() + 5 * HOUR, false);
    open.forEach((response) => response.destroy());
    assert.ok(clock.now().getTime() - Date.now() > HOUR - 2000);
    await until(() => clock.now().getTime() - Date.now() > 4 * HOUR);
    assert.equal(connections, 2);
    clock.close();
    await until(() => open.size === 0);
  });

  it("shows the machine's time until it hears of another, and can be closed before it does", () => {
    const clock = sandboxClock('http://127.0.0.1:1');
    assert.ok(Math.abs(clock.now().getTime() - Date.now()) < 1000);
    clock.close();
  });
});

describe('system', () => {
  it("has the machine's clock", () => {
    assert.ok(Math.abs(systemClock().now().getTime() - Date.now()) < 1000);
  });

  it('has a chance from 0 up to 1', () => {
    for (let i = 0; i < 100; i++) assert.ok(chance() >= 0 && chance() < 1);
  });

  it('knows when a day begins in a time zone', () => {
    const days: readonly [day: string, zone: string, begins: string | undefined][] = [
      ['2027-02-01', 'Europe/Berlin', '2027-01-31T23:00:00.000Z'],
      ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
      ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
      ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
      ['2027-02-01', 'America/Los_Angeles', '2027-02-01T08:00:00.000Z'],
      ['2027-02-01', 'Pacific/Kiritimati', '2027-01-31T10:00:00.000Z'],
      ['2027-02-01', 'Asia/Kolkata', '2027-01-31T18:30:00.000Z'],
      ['2027-02-30', 'UTC', undefined],
      ['1.2.2027', 'UTC', undefined],
      ['2027-02-01', 'Europe/Atlantis', undefined],
    ];
    for (const [day, zone, begins] of days)
      assert.equal(midnight(day, zone)?.toISOString(), begins, `${day} ${zone}`);
    assert.equal(isTimeZone(''), false);
  });
});
