import assert from 'node:assert/strict';
import { GraphError } from '../../../src/adapters/graph/graph-error.ts';
import { GraphHttp } from '../../../src/adapters/graph/http.ts';
import { fakeGraph, say, sayError, TOKEN, type FakeGraph } from './fake-graph.ts';

const PERSON = '3f0c0e5a-6c0f-4d5f-9d0e-2a4b1c7e9a10';

describe('requests to Graph', () => {
  let graph: FakeGraph;
  afterEach(() => graph.close());

  it('carry the token and a correlation id, to the configured address', async () => {
    graph = await fakeGraph((_, response) => say(response, 200, { id: 'x' }));
    assert.deepEqual(await new GraphHttp(graph.options).get('/organization'), { id: 'x' });
    const [seen] = graph.seen;
    assert.equal(seen?.path, '/graph/v1.0/organization');
    assert.equal(seen.headers.authorization, `Bearer ${TOKEN}`);
    assert.match(String(seen.headers['client-request-id']), /^[0-9a-f-]{36}$/);
  });

  for (const status of [429, 503, 504]) {
    it(`are made once more after ${status}`, async () => {
      graph = await fakeGraph((_, response, count) =>
        count === 1 ? sayError(response, status, 'busy') : say(response, 200, { id: 'x' }),
      );
      assert.deepEqual(await new GraphHttp(graph.options).get('/organization'), { id: 'x' });
      assert.equal(graph.seen.length, 2);
    });
  }

  it('are not made a third time', async () => {
    graph = await fakeGraph((_, response) => sayError(response, 503, 'busy', { 'retry-after': '0' }));
    const fault = await faultOf(new GraphHttp(graph.options).get('/organization'));
    assert.equal(fault.code, 'unavailable');
    assert.equal(fault.retryable, true);
    assert.equal(graph.seen.length, 2);
  });

  it('wait as long as Graph says', async () => {
    const at: number[] = [];
    graph = await fakeGraph((_, response, count) => {
      at.push(performance.now());
      if (count === 1) sayError(response, 429, 'TooManyRequests', { 'retry-after': '1' });
      else say(response, 200, {});
    });
    await new GraphHttp(graph.options).get('/organization');
    assert.ok((at[1] ?? 0) - (at[0] ?? 0) >= 990, 'the second request came before its time');
  });

  it('give up at once when Graph names a time that nobody can wait for, and pass it on', async () => {
    graph = await fakeGraph((_, response) =>
      sayError(response, 429, 'TooManyRequests', { 'retry-after': '120' }),
    );
    const fault = await faultOf(new GraphHttp(graph.options).get('/organization'));
    assert.deepEqual(
      [fault.code, fault.retryable, fault.retryAfterMs, fault.status],
      ['throttled', true, 120_000, 429],
    );
    assert.equal(graph.seen.length, 1);
  });

  it('understand a date to wait for by the clock of the sender', async () => {
    graph = await fakeGraph((_, response) =>
      sayError(response, 429, 'TooManyRequests', {
        date: 'Sat, 21 Nov 2026 12:00:00 GMT',
        'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT',
      }),
    );
    assert.equal((await faultOf(new GraphHttp(graph.options).get('/organization'))).retryAfterMs, 30_000);
  });

  it('never repeat a POST', async () => {
    graph = await fakeGraph((_, response) => sayError(response, 503, 'busy'));
    await faultOf(new GraphHttp(graph.options).post('/x', { a: 1 }));
    assert.deepEqual(
      graph.seen.map(({ method, body }) => [method, body]),
      [['POST', '{"a":1}']],
    );
  });

  it('end in time when Graph hangs, before or in the middle of an answer', async () => {
    graph = await fakeGraph((seen, response) => {
      if (seen.path.endsWith('half')) {
        response.writeHead(200);
        response.write('{"id":');
      }
    });
    const http = new GraphHttp(graph.options);
    const started = performance.now();
    const faults = await Promise.all([faultOf(http.get('/whole')), faultOf(http.get('/half'))]);
    assert.deepEqual(
      faults.map(({ code, retryable }) => [code, retryable]),
      [
        ['timeout', true],
        ['timeout', true],
      ],
    );
    assert.ok(performance.now() - started < 4500, 'the whole call took longer than its deadline');
  });

  it('end in time when no token comes', async () => {
    graph = await fakeGraph((_, response) => say(response, 200, {}));
    const never = new GraphHttp({ ...graph.options, token: () => new Promise(() => undefined) });
    assert.equal((await faultOf(never.get('/organization'))).code, 'no-token');
    assert.equal(graph.seen.length, 0);
  });

  it('say why there is no token, and keep the cause', async () => {
    graph = await fakeGraph((_, response) => say(response, 200, {}));
    const cause = new Error('Entra is down');
    const fault = await faultOf(
      new GraphHttp({ ...graph.options, token: () => Promise.reject(cause) }).get('/organization'),
    );
    assert.deepEqual([fault.code, fault.retryable, fault.cause], ['no-token', true, cause]);
  });

  it('are made once more after a dropped connection', async () => {
    graph = await fakeGraph((_, response, count) => {
      if (count === 1) response.destroy();
      else say(response, 200, { id: 'x' });
    });
    assert.deepEqual(await new GraphHttp(graph.options).get('/organization'), { id: 'x' });
  });

  it('follow no redirect, and so hand the token to nobody', async () => {
    let isTokenLeaked = false;
    const stranger = await fakeGraph((seen, response) => {
      isTokenLeaked = seen.headers.authorization !== undefined;
      say(response, 200, {});
    });
    graph = await fakeGraph((_, response) => say(response, 302, '', { location: stranger.options.baseUrl }));
    assert.equal((await faultOf(new GraphHttp(graph.options).get('/organization'))).code, 'rejected');
    assert.equal(stranger.seen.length, 0);
    assert.equal(isTokenLeaked, false);
    await stranger.close();
  });

  for (const [what, text] of [
    ['no JSON', '<html>proxy</html>'],
    ['half a JSON', '{"id":'],
    ['nothing', ''],
    ['a list', '[]'],
  ] as const) {
    it(`do not understand ${what}`, async () => {
      graph = await fakeGraph((_, response) => say(response, 200, text));
      const fault = await faultOf(new GraphHttp(graph.options).get('/organization'));
      assert.deepEqual([fault.code, fault.retryable], ['not-understood', false]);
    });
  }

  for (const [status, code, expected] of [
    [400, 'BadRequest', 'rejected'],
    [401, 'InvalidAuthenticationToken', 'not-signed-in'],
    [403, 'Authorization_RequestDenied', 'no-permission'],
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'no-licence'],
    [404, 'Request_ResourceNotFound', 'not-found'],
    [500, 'generalException', 'unavailable'],
  ] as const) {
    it(`tell ${status} ${code} as ${expected}, without anybody's name or id`, async () => {
      graph = await fakeGraph((_, response) => sayError(response, status, code));
      const fault = await faultOf(
        new GraphHttp(graph.options).get(`/users/${PERSON}?$filter=startswith(x,'Adele')`),
      );
      assert.equal(fault.code, expected);
      assert.equal(fault.message, `Graph users/{id}: ${expected} (${status})`);
      assert.equal(fault.requestId, 'graph-1');
      assert.doesNotMatch(JSON.stringify(fault) + String(fault.stack), /Adele|3f0c0e5a|a-token/);
    });
  }
});

describe('collections of Graph', () => {
  let graph: FakeGraph;
  afterEach(() => graph.close());

  it('are read to the last page, also over an empty one, by the links as they are', async () => {
    graph = await fakeGraph((seen, response) => {
      const page = Number(/\$skiptoken=p(\d)/.exec(seen.path)?.[1] ?? 0);
      const link = `${graph.options.baseUrl}/v1.0/users?$top=1&$skiptoken=p${page + 1}%2B%3D`;
      say(response, 200, {
        value: page === 1 ? [] : [{ id: page }],
        ...(page < 2 && { '@odata.nextLink': link }),
      });
    });
    assert.deepEqual(await new GraphHttp(graph.options).list('/users?$top=1'), [{ id: 0 }, { id: 2 }]);
    assert.equal(graph.seen.at(-1)?.path, '/graph/v1.0/users?$top=1&$skiptoken=p2+=');
  });

  it('go on at no other address than ours', async () => {
    graph = await fakeGraph((_, response) =>
      say(response, 200, { value: [], '@odata.nextLink': 'https://evil.example/v1.0/users' }),
    );
    assert.equal((await faultOf(new GraphHttp(graph.options).list('/users'))).code, 'not-understood');
    assert.equal(graph.seen.length, 1);
  });

  it('that never end are given up', async () => {
    graph = await fakeGraph((_, response) =>
      say(response, 200, { value: [{}], '@odata.nextLink': `${graph.options.baseUrl}/v1.0/users` }),
    );
    assert.equal((await faultOf(new GraphHttp(graph.options).list('/users'))).code, 'not-understood');
    assert.equal(graph.seen.length, 50);
  });

  it('without a list are not understood', async () => {
    graph = await fakeGraph((_, response) => say(response, 200, { value: 'none' }));
    assert.equal((await faultOf(new GraphHttp(graph.options).list('/users'))).code, 'not-understood');
  });
});

async function faultOf(call: Promise<unknown>): Promise<GraphError> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof GraphError, `not a GraphError: ${String(error)}`);
    return error;
  }
  return assert.fail('nothing went wrong');
}
