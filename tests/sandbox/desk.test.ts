import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { pageFile } from '../../sandbox/desk/files.ts';
import { deskService } from '../../sandbox/desk/service.ts';
import type { DeskPerson } from '../../sandbox/desk/person.ts';
import { ADELE, card, cardMessage, execute, NESTOR, NOW, openRoom, type Room } from './connector-room.ts';

const HOUR_MS = 3_600_000;
const CARD_ANSWER = 'application/vnd.microsoft.card.adaptive';

type Event = { readonly name: string; readonly data: unknown };

/** A page that listens: collects server-sent events and lets a test wait for one. */
async function listen(url: string) {
  const leave = new AbortController();
  const response = await fetch(url, { signal: leave.signal });
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  const events: Event[] = [];
  const arrived = new EventTarget();
  let isEnded = false;
  const reading = (async () => {
    let text = '';
    for await (const part of response.body ?? []) {
      text += Buffer.from(part as Uint8Array).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined)
          events.push({ name: /^event: (.*)$/m.exec(block)?.[1] ?? 'message', data: JSON.parse(data) });
      }
      arrived.dispatchEvent(new Event('more'));
    }
  })()
    .catch(() => undefined)
    .finally(() => {
      isEnded = true;
      arrived.dispatchEvent(new Event('more'));
    });
  return {
    events,
    reading,
    get isEnded() {
      return isEnded;
    },
    leave: () => leave.abort(),
    /** The first event of that name that fits. */
    async hears<T>(name: string, fits: (data: T) => boolean = () => true): Promise<T> {
      const deadline = AbortSignal.timeout(3000);
      for (;;) {
        const found = events.find((event) => event.name === name && fits(event.data as T));
        if (found) return found.data as T;
        assert.ok(!deadline.aborted && !isEnded, `no “${name}” like that; heard ${JSON.stringify(events)}`);
        await Promise.race([once(arrived, 'more'), once(deadline, 'abort')]);
      }
    },
  };
}

describe('the desk', () => {
  let room: Room;
  let desk: string;
  let closing: AbortController;
  const asked: unknown[] = [];

  const mount = (looksForApp: boolean): void => {
    const { tenant, clock, faults, journal, teams, bot } = room;
    const ssoToken = (person: string, claims: readonly string[]) => {
      asked.push([person, claims]);
      return Promise.resolve(`token of ${person}`);
    };
    const service = deskService({
      tenant,
      clock,
      isFrozen: true,
      faults,
      journal,
      teams,
      bot,
      ssoToken,
      closing: closing.signal,
      looksForApp,
    });
    room.server.mount('/desk', service);
  };

  beforeEach(async () => {
    room = await openRoom();
    closing = new AbortController();
    asked.length = 0;
    mount(false);
    desk = `${room.server.url}/desk/`;
  });
  afterEach(async () => {
    closing.abort();
    await room.close();
  });

  const get = async (path: string) => {
    const response = await fetch(`${desk}api/${path}`);
    return { status: response.status, json: (await response.json()) as never };
  };
  const post = async (path: string, body: unknown = {}) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${desk}api/${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return {
      status: response.status,
      json: (await response.json()) as { error?: { code: string; message: string } },
    };
  };
  const show = async (content: object): Promise<string> => {
    const chat = room.teams.chats.of(ADELE).conversation;
    return String((await room.asks('POST', `/${chat}/activities`, cardMessage(content))).json['id']);
  };

  it('shows its page with the types taken off, and the card renderer as its authors ship it', async () => {
    const page = await fetch(desk);
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(await page.text(), /<!doctype html>/i);
    const script = await fetch(`${desk}model.ts`);
    assert.equal(script.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.doesNotMatch(await script.text(), /export type/);
    const vendor = await fetch(`${desk}vendor/adaptivecards.min.js`);
    assert.equal(vendor.status, 200);
    assert.match(await vendor.text(), /AdaptiveCard/);
  });

  it('shows no other file of the machine', async () => {
    const paths = [
      'nothing.html',
      'tsconfig.json',
      '..%2fservice.ts',
      '%2e%2e/service.ts',
      'vendor/other.js',
      '.env',
      'toString',
      'a//b.ts',
    ];
    for (const path of paths) assert.equal((await fetch(`${desk}${path}`)).status, 404, path);
    assert.equal(await rawStatus('/desk/../desk/../../package.json'), 404);
    assert.equal((await fetch(desk, { method: 'POST' })).status, 405);
  });

  it('climbs out of its folder by no name', async () => {
    for (const name of [
      '../service.ts',
      '/../../clock.ts',
      'a/../../service.ts',
      '.hidden.json',
      'vendor/../../service.ts',
    ]) {
      assert.equal((await pageFile(name)).status, 404, name);
    }
  });

  it('tells the state of everything', async () => {
    await room.teams.install(ADELE);
    room.faults.turnOn('teams-down');
    const { json } = await get('state');
    const { people, faults, ...rest } = json as {
      people: DeskPerson[];
      faults: { name: string; on: boolean }[];
    };
    const url = new URL('/', room.bot.endpoint).href;
    assert.deepEqual(rest, {
      now: NOW.toISOString(),
      frozen: true,
      tenant: { name: 'Contoso', id: room.tenant.id, timeZone: 'Europe/Berlin' },
      app: { reachable: false, url },
      journalCount: 2,
    });
    assert.deepEqual(
      faults.filter(({ on }) => on).map(({ name }) => name),
      ['teams-down'],
    );
    assert.equal(faults.length, 12);
    assert.equal(people.length, room.tenant.users.size);
    assert.deepEqual(
      people
        .filter(({ isFeatured }) => isFeatured)
        .map(({ name }) => name)
        .toSorted(),
      ['Adele Vance', 'Allan Deyoung', 'Isaiah Langer', 'Lee Gu', 'Nestor Wilke'],
    );
    const adele = people.find(({ id }) => id === ADELE);
    assert.deepEqual(adele, {
      id: ADELE,
      name: 'Adele Vance',
      firstName: 'Adele',
      initials: 'AV',
      upn: room.tenant.users.get(ADELE)?.userPrincipalName,
      role: 'employee',
      roleWord: 'Employee',
      situation: 'only text-message codes',
      tone: 'orange',
      language: adele?.language,
      rtl: false,
      hasTeams: true,
      isInstalled: true,
      isBlocked: false,
      isFeatured: true,
    });
    assert.equal(people.find(({ name }) => name === 'Nestor Wilke')?.tone, 'red');
    assert.ok(
      people.some(({ rtl }) => rtl),
      'somebody reads from right to left',
    );
    assert.ok(
      people.every(({ initials }) => /^\p{L}{1,2}$/u.test(initials)),
      JSON.stringify(people.map(({ initials }) => initials)),
    );
  });

  it('plays a person: install, say, edit, delete, attach, block, unblock, uninstall', async () => {
    const path = `people/${ADELE}`;
    assert.equal((await post(`${path}/say`, { text: 'hi' })).status, 409, 'not installed yet');
    assert.equal((await post(`${path}/install`)).status, 200);
    assert.equal((await post(`${path}/say`, { text: 'helo' })).status, 200);
    const [{ id } = { id: '' }] = room.teams.view(ADELE);
    assert.equal((await post(`${path}/edit`, { id, text: 'hello' })).status, 200);
    assert.equal((await post(`${path}/attach`)).status, 200);
    const chat = (await get(`${path}/chat`)).json as {
      messages: { text?: string }[];
      isInstalled: boolean;
      isBlocked: boolean;
    };
    assert.deepEqual(
      [chat.isInstalled, chat.isBlocked, chat.messages.length, chat.messages[0]?.text],
      [true, false, 2, 'hello'],
    );
    assert.equal((await post(`${path}/delete`, { id })).status, 200);
    assert.equal((await post(`${path}/delete`, { id })).status, 409, 'deleted already');
    assert.equal((await post(`${path}/block`)).status, 200);
    const refused = await post(`${path}/say`, { text: 'hi' });
    assert.deepEqual([refused.status, refused.json.error?.message], [409, 'Adele has blocked Keywave.']);
    assert.equal((await post(`${path}/unblock`)).status, 200);
    assert.equal((await post(`${path}/uninstall`)).status, 200);
    const types = room.bot.heard.map(({ type }) => type);
    assert.deepEqual(types.slice(2), [
      'message',
      'messageUpdate',
      'message',
      'messageDelete',
      'installationUpdate',
    ]);
  });

  it('presses a button and answers what came back; the card itself is in the chat', async () => {
    await room.teams.install(ADELE);
    const activityId = await show(card('Hello', { type: 'ActionSet', actions: [execute('Start', 'start')] }));
    room.bot.answer = () => ({
      status: 200,
      body: { statusCode: 200, type: CARD_ANSWER, value: card('Next') },
    });
    const action = { type: 'Action.Execute', verb: 'start', data: { journey: 'j' } };
    const press = { activityId, action, inputs: { note: 'n' }, title: 'Start' };
    const pressed = await post(`people/${ADELE}/press`, press);
    assert.deepEqual([pressed.status, pressed.json], [200, { kind: 'card' }]);
    assert.ok(room.journal.entries().some(({ sentence }) => sentence === 'Adele presses “Start”.'));
    const said = room.bot.heard.at(-1)?.['value'] as { action: { data: unknown } };
    assert.deepEqual(said.action.data, { journey: 'j', note: 'n' });
    const { messages } = (await get(`people/${ADELE}/chat`)).json as { messages: { isLocal?: boolean }[] };
    assert.equal(messages[0]?.isLocal, true);

    room.bot.answer = () => ({ status: 500 });
    const failed = await post(`people/${ADELE}/press`, { activityId, action });
    assert.equal((failed.json as { kind?: string }).kind, 'error');
  });

  it('refuses what it does not understand', async () => {
    await room.teams.install(ADELE);
    const wrong: readonly (readonly [string, unknown, number])[] = [
      [`people/${ADELE}/say`, {}, 400],
      [`people/${ADELE}/say`, [], 400],
      [`people/${ADELE}/press`, { activityId: '1' }, 400],
      [`people/${ADELE}/press`, { activityId: '1', action: { type: 'Action.OpenUrl' } }, 400],
      [`people/${ADELE}/press`, { activityId: '1', action: { type: 'Action.Submit' }, inputs: 'x' }, 400],
      [`people/${ADELE}/fly`, {}, 404],
      [`people/${ADELE}/constructor`, {}, 404],
      ['people/nobody/say', { text: 'hi' }, 404],
      ['clock', { to: 'tomorrow' }, 400],
      ['clock', { advanceMs: '5' }, 400],
      ['clock', { advanceMs: 1e300 }, 400],
      ['faults', { name: 'flood', on: true }, 400],
      ['faults', { name: 'teams-down', on: 'yes' }, 400],
      ['state', {}, 404],
    ];
    for (const [path, body, status] of wrong) {
      assert.equal((await post(path, body)).status, status, `${path} ${JSON.stringify(body)}`);
    }
    assert.equal((await get('people')).status, 404);
    assert.equal((await get(`people/${ADELE}/fly`)).status, 404);
  });

  it('moves the clock and switches faults', async () => {
    await post('clock', { advanceMs: HOUR_MS });
    assert.equal(room.clock.now().getTime(), NOW.getTime() + HOUR_MS);
    await post('clock', { to: '2027-02-01T08:00:00Z' });
    assert.equal(room.clock.now().toISOString(), '2027-02-01T08:00:00.000Z');
    await post('faults', { name: 'graph-down', on: true });
    assert.deepEqual(room.faults.on(), ['graph-down']);
    await post('faults', { name: 'graph-down', on: false });
    assert.deepEqual(room.faults.on(), []);
  });

  it('hands out single sign-on tokens with the claims that were asked for', async () => {
    const { json } = await get(`people/${NESTOR}/token?claims=${encodeURIComponent('{"a":1}')}`);
    assert.deepEqual(json, { token: `token of ${NESTOR}` });
    await get(`people/${NESTOR}/token?claims=`);
    assert.deepEqual(asked, [
      [NESTOR, ['{"a":1}']],
      [NESTOR, []],
    ]);
  });

  it('shows the journal newest first: all, about one person, only what failed', async () => {
    await room.teams.install(ADELE);
    await room.teams.install(NESTOR);
    room.bot.answer = () => ({ status: 500 });
    await room.teams.say(ADELE, 'hi');
    const sentences = async (query: string) =>
      ((await get(`journal?${query}`)).json as { sentence: string; id: number }[]).map(
        ({ sentence }) => sentence,
      );
    const all = await sentences('');
    assert.equal(all.length, 5);
    assert.equal(all[0], 'Adele writes “hi”. Keywave answers 500.');
    assert.ok((await sentences(`about=${NESTOR}`)).every((sentence) => sentence.startsWith('Nestor')));
    assert.deepEqual(await sentences('failed=true'), all.slice(0, 1));
    assert.deepEqual(await sentences('limit=2'), all.slice(0, 2));
    assert.equal((await sentences('limit=nonsense')).length, 5);
  });

  it('streams everything that moves', async () => {
    const page = await listen(`${desk}api/events`);
    await page.hears('clock');
    await page.hears('app', ({ reachable }: { reachable: boolean }) => !reachable);
    await page.hears<unknown[]>('faults', (faults) => faults.length === 12);
    await post(`people/${ADELE}/install`);
    await page.hears('chat', ({ person }: { person: string }) => person === ADELE);
    await page.hears('person', ({ id, isInstalled }: DeskPerson) => id === ADELE && isInstalled);
    await page.hears('journal', ({ sentence }: { sentence: string }) => sentence === 'Adele adds Keywave.');
    await post('clock', { advanceMs: HOUR_MS });
    await page.hears('clock', ({ now }: { now: string }) => now === '2026-11-23T10:00:00.000Z');
    await post('faults', { name: 'teams-twice', on: true });
    await page.hears('faults', (faults: { name: string; on: boolean }[]) =>
      faults.some(({ name, on }) => on && name === 'teams-twice'),
    );
  });

  it('says when somebody has got a passkey', async () => {
    const page = await listen(`${desk}api/events`);
    await page.hears('clock');
    room.tenant.users.get(ADELE)?.methods.push({
      id: 'key',
      kind: 'passkey',
      createdDateTime: NOW.toISOString(),
      displayName: 'Key',
      aaGuid: '',
      model: '',
      attestationLevel: 'attested',
      passkeyType: 'deviceBound',
      attestationCertificates: [],
    });
    const entry = { sentence: 'x', call: 'x', status: 200, ms: 1, about: ADELE };
    room.journal.write({ from: 'Browser', to: 'Entra', ...entry });
    const person = await page.hears<DeskPerson>('person');
    assert.deepEqual([person.situation, person.tone], ['passkey registered', 'green']);
    room.journal.write({ from: 'Browser', to: 'Entra', ...entry });
    await page.hears('journal', ({ id }: { id: number }) => id === 2);
    assert.equal(page.events.filter(({ name }) => name === 'person').length, 1, 'nothing new, nothing sent');
  });

  it('gives the app the tenant’s clock: at once and at each change', async () => {
    const app = await listen(`${desk}api/clock`);
    await app.hears(
      'message',
      ({ now, frozen }: { now: string; frozen: boolean }) => frozen && now === NOW.toISOString(),
    );
    room.clock.advance(HOUR_MS);
    await app.hears('message', ({ now }: { now: string }) => now === '2026-11-23T10:00:00.000Z');
  });

  it('forgets a page that has gone', async () => {
    const open = new Set<object>();
    const counted = <L>(listenTo: (listener: L) => () => unknown) => {
      return (listener: L): (() => void) => {
        const ear = {};
        open.add(ear);
        const stop = listenTo(listener);
        return () => {
          open.delete(ear);
          stop();
        };
      };
    };
    const { clock, faults, journal, teams } = room;
    clock.onChange = counted(clock.onChange.bind(clock));
    faults.onChange = counted(faults.onChange.bind(faults));
    journal.onEntry = counted(journal.onEntry.bind(journal));
    teams.onChange = counted(teams.onChange.bind(teams));
    const pages = await Promise.all(
      ['events', 'events', 'clock'].map((name) => listen(`${desk}api/${name}`)),
    );
    await Promise.all(pages.map((page, n) => page.hears(n === 2 ? 'message' : 'clock')));
    const countNow = (): number => open.size;
    assert.equal(countNow(), 9);
    for (const page of pages) page.leave();
    const deadline = AbortSignal.timeout(3000);
    while (countNow() > 0 && !deadline.aborted) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(countNow(), 0);
  });

  it('ends its streams when the sandbox closes', async () => {
    const page = await listen(`${desk}api/events`);
    await page.hears('clock');
    closing.abort();
    await page.reading;
    assert.equal(page.isEnded, true);
  });

  describe('guards itself', () => {
    it('against names that only point to this computer', async () => {
      assert.equal(await rawStatus('/desk/api/state', { host: 'evil.example' }), 403);
      assert.equal(await rawStatus('/desk/api/state', { host: 'localhost.evil.example:3979' }), 403);
      assert.equal(await rawStatus('/desk/api/state', { host: `localhost:${room.server.port}` }), 200);
      assert.equal(await rawStatus('/desk/api/state', { host: `[::1]:${room.server.port}` }), 200);
    });

    it('against pages from elsewhere, another port included', async () => {
      const host = `localhost:${room.server.port}`;
      for (const origin of ['https://evil.example', 'null', 'http://localhost:1', `https://${host}`]) {
        assert.equal(await rawStatus('/desk/api/state', { host, origin }), 403, origin);
      }
      assert.equal(await rawStatus('/desk/api/state', { host, origin: `http://${host}` }), 200);
    });

    it('against forms', async () => {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx', '']) {
        const response = await fetch(`${desk}api/clock`, {
          method: 'POST',
          headers: type ? { 'content-type': type } : {},
          body: '{"advanceMs":1}',
        });
        assert.equal(response.status, 415, type);
      }
      assert.equal(room.clock.now().getTime(), NOW.getTime());
    });
  });

  describe('looks out for the app', () => {
    it('and says it is not there while nobody knows where it will be', async () => {
      const { tenant, clock, faults, journal, teams } = room;
      const bot = { endpoint: '' };
      const ssoToken = () => Promise.resolve('');
      const service = deskService({
        tenant,
        clock,
        faults,
        journal,
        teams,
        bot,
        ssoToken,
        closing: closing.signal,
      });
      room.server.mount('/desk', service);
      assert.deepEqual(((await get('state')).json as { app: object }).app, { reachable: false, url: '' });
    });

    it('and adds Keywave for the featured five once it is up', async () => {
      room.bot.isHealthy = false;
      mount(true);
      const page = await listen(`${desk}api/events`);
      await page.hears('app', ({ reachable }: { reachable: boolean }) => !reachable);
      await room.bot.isProbed();
      await room.bot.isProbed();
      assert.equal(room.bot.heard.length, 0);
      room.bot.isHealthy = true;
      await page.hears('app', ({ reachable }: { reachable: boolean }) => reachable);
      for (const name of ['Adele Vance', 'Nestor Wilke', 'Lee Gu', 'Isaiah Langer', 'Allan Deyoung']) {
        await page.hears('person', (person: DeskPerson) => person.name === name && person.isInstalled);
      }
      await room.teams.settled();
      const added = room.bot.heard.filter(({ action }) => action === 'add');
      assert.equal(added.length, 5);
    });
  });

  async function rawStatus(path: string, headers: Record<string, string> = {}): Promise<number> {
    const { hostname, port } = new URL(room.server.url);
    const request = httpRequest({ hostname, port, path, headers, agent: false });
    request.end();
    const [response] = (await once(request, 'response')) as [{ statusCode?: number; resume(): void }];
    response.resume();
    return response.statusCode ?? 0;
  }
});
