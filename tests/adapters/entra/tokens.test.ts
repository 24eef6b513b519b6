import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EntraError } from '../../../src/adapters/entra/entra-error.ts';
import { entraTokenSource } from '../../../src/adapters/entra/identity.ts';
import { cachedTokens, type FreshToken, sandboxTokenSource } from '../../../src/adapters/entra/tokens.ts';
import { Secret } from '../../../src/core/secret.ts';

const SCOPE = 'https://graph.microsoft.com/.default';
const MINUTE = 60_000;

describe('entra tokens', () => {
  let at: number;
  let asked: string[];
  let source: (scope: string) => Promise<FreshToken>;
  const now = (): Date => new Date(at);
  const hourly = async (scope: string): Promise<FreshToken> => {
    asked.push(scope);
    return { token: new Secret(`${scope}#${asked.length}`), expiresAt: new Date(at + 60 * MINUTE) };
  };
  const tokens = () => cachedTokens((scope) => source(scope), now);

  beforeEach(() => {
    at = Date.parse('2026-11-21T10:00:00Z');
    asked = [];
    source = hourly;
  });

  it('asks once for many who wait, and for each scope apart', async () => {
    const get = tokens();
    const all = await Promise.all([...Array.from({ length: 20 }, () => get('a')), get('b')]);
    assert.deepEqual(asked, ['a', 'b']);
    assert.equal(new Set(all.map((token) => token.reveal())).size, 2);
  });

  it('keeps a token until five minutes before its end', async () => {
    const get = tokens();
    await get(SCOPE);
    at += 54 * MINUTE;
    await get(SCOPE);
    assert.equal(asked.length, 1);
    at += 2 * MINUTE;
    await get(SCOPE);
    assert.equal(asked.length, 2);
  });

  it('lives on with the old token while it is good and Entra is away, and no longer', async () => {
    const get = tokens();
    const old = await get(SCOPE);
    source = () => Promise.reject(new EntraError('unreachable', { isRetryable: true }));
    at += 58 * MINUTE;
    assert.equal(await get(SCOPE), old);
    at += 3 * MINUTE;
    await assert.rejects(get(SCOPE), EntraError);
  });

  it('does not remember a failure', async () => {
    const get = tokens();
    source = () => Promise.reject(new Error('away'));
    await assert.rejects(get(SCOPE));
    source = hourly;
    assert.ok(await get(SCOPE));
  });

  it('replaces a refused token, unless it is brand new or replaced already', async () => {
    const get = tokens();
    const first = await get(SCOPE);
    await get(SCOPE, first);
    assert.equal(asked.length, 1, 'a token refused right after it was made');
    at += 2 * MINUTE;
    const second = await get(SCOPE, first);
    assert.notEqual(second.reveal(), first.reveal());
    at += 2 * MINUTE;
    assert.equal(await get(SCOPE, first), second);
    assert.equal(asked.length, 2);
  });

  describe('from the sandbox', () => {
    let answer: { status: number; body: string };
    let form: URLSearchParams;
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        form = new URLSearchParams(body);
        form.set('path', request.url ?? '');
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(answer.body);
      });
    });
    let app: { sandboxUrl: string; tenantId: string; clientId: string; secret: Secret };
    before(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const sandboxUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      app = { sandboxUrl, tenantId: 'tid', clientId: 'cid', secret: new Secret('shh') };
    });
    after(() => {
      server.closeAllConnections();
      server.close();
    });

    it('asks as an app asks Entra', async () => {
      answer = { status: 200, body: '{"access_token":"abc","expires_in":3599,"token_type":"Bearer"}' };
      const { token, expiresAt } = await sandboxTokenSource(app, now)(SCOPE);
      assert.equal(token.reveal(), 'abc');
      assert.equal(expiresAt.getTime(), at + 3_599_000);
      assert.deepEqual(Object.fromEntries(form), {
        grant_type: 'client_credentials',
        client_id: 'cid',
        client_secret: 'shh',
        scope: SCOPE,
        path: '/entra/tid/oauth2/v2.0/token',
      });
    });

    it('tells a final no from one that may pass', async () => {
      const cases: readonly [status: number, body: string, code: string, retryable: boolean][] = [
        [401, '{"error":"invalid_client","error_description":"AADSTS7000215"}', 'invalid_client', false],
        [503, 'away', 'answered-503', true],
        [429, '{}', 'answered-429', true],
        [200, '{"access_token":7}', 'answered-200', false],
      ];
      for (const [status, body, code, retryable] of cases) {
        answer = { status, body };
        await assert.rejects(sandboxTokenSource(app, now)(SCOPE), { name: 'EntraError', code, retryable });
      }
      const nobody = { ...app, sandboxUrl: 'http://127.0.0.1:1' };
      await assert.rejects(sandboxTokenSource(nobody, now)(SCOPE), { code: 'unreachable', retryable: true });
    });

    it('takes its secret to this machine only', () => {
      for (const sandboxUrl of [
        'http://evil.example',
        'http://127.0.0.1@evil.example',
        'https://login.microsoftonline.com',
      ]) {
        assert.throws(() => sandboxTokenSource({ ...app, sandboxUrl }, now), { code: 'sandbox-not-local' });
      }
    });
  });

  it('says what is wrong with a certificate that is not there', async () => {
    const identity = {
      kind: 'certificate',
      tenantId: '1b2c3d4e-0000-4000-8000-0123456789ab',
      clientId: 'c',
      path: '/no/such.pem',
    } as const;
    await assert.rejects(
      entraTokenSource(identity)(SCOPE),
      (error: unknown) => error instanceof EntraError && error.cause instanceof Error,
    );
  });
});
