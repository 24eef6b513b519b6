import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { openLog } from '../../../src/adapters/system/log.ts';
import { redacted, redactedText } from '../../../src/adapters/system/redact.ts';
import { Secret } from '../../../src/core/secret.ts';

function listening() {
  const lines: string[] = [];
  const logging = openLog({ level: 'info', to: { write: (line: string) => void lines.push(line) } });
  return { ...logging, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

function jwt(subject: string): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ sub: subject })}`;
  return `${body}.${sign('sha256', Buffer.from(body), privateKey).toString('base64url')}`;
}

describe('log', () => {
  it('writes one line of JSON per event', () => {
    const { log, lines, last } = listening();
    log.info('message sent', { key: 'invitation', attempt: 1, isLate: false, nothing: undefined });
    assert.equal(lines.length, 1);
    const { time, ...line } = last();
    assert.equal(typeof time, 'number');
    assert.deepEqual(line, {
      level: 'info',
      msg: 'message sent',
      key: 'invitation',
      attempt: 1,
      isLate: false,
    });
  });

  it('gives each error a reference that can be read out, under which its causes stand', () => {
    const { log, last } = listening();
    const references = Array.from({ length: 200 }, () => log.error('failed', new Error('x')));
    assert.equal(new Set(references).size, 200);
    for (const reference of references) assert.match(reference, /^KW-[2-9A-HJKMNP-Z]{6}$/);

    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const reference = log.error('failed', new Error('no answer', { cause }), { person: 'p' });
    const { error, ...line } = last() as {
      error: { message: string; stack: string[]; cause: { code: string } };
    };
    assert.equal((line as Record<string, unknown>)['reference'], reference);
    assert.equal(error.message, 'no answer');
    assert.ok(error.stack.length > 0);
    assert.equal(error.cause.code, 'ECONNREFUSED');
  });

  it('lets no fact pass for the level, the time or the reference', () => {
    const { log, lines } = listening();
    const reference = log.error('failed', 'thrown text', {
      level: 'info',
      time: 0,
      msg: 'fine',
      reference: 'KW-222222',
      error: 'no',
    });
    const all = lines.join();
    assert.equal(all.split('"reference"').length, 2);
    assert.ok(all.includes(reference) && !all.includes('KW-222222') && !all.includes('"fine"'));
  });

  it('carries the correlation of the work that it happens in', async () => {
    const { log, lines, withCorrelation } = listening();
    await Promise.all(
      ['a', 'b'].map((id) =>
        withCorrelation(id, async () => {
          await Promise.resolve();
          log.info(`in ${id}`);
        }),
      ),
    );
    log.info('outside');
    const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    assert.deepEqual(
      read.map(({ msg, correlation }) => [msg, correlation]),
      [
        ['in a', 'a'],
        ['in b', 'b'],
        ['outside', undefined],
      ],
    );
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    const { log } = openLog({ level: 'warn', to: { write: (line: string) => void lines.push(line) } });
    log.info('x');
    assert.equal(lines.length, 0);
  });

  it('cleans text from outside and cuts it short', () => {
    assert.equal(redactedText('a\nb\u0000c\u001b[31m\u2028d'), 'a b c [31m d');
    assert.equal(redactedText('x'.repeat(10_000)).length <= 300, true);
    assert.equal(redactedText('\ud800').isWellFormed(), true);
  });

  it('says that there is a secret, not which', () => {
    assert.deepEqual(redacted({ key: new Secret('x'), pass: 123456 }), { key: '[secret]', pass: '[secret]' });
  });

  it('leaves the words of this product alone', () => {
    const facts = { passkeys: 2, passkeyName: 'YubiKey', person: 'p' };
    assert.deepEqual(redacted(facts), facts);
  });

  it('shows no secret, wherever it stands', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_~-]{12,40}$/).map((text) => `zQ9${text}`);
    const name = fc.constantFrom(
      'secret',
      'clientSecret',
      'password',
      'SECRET_BOT_PASSWORD',
      'access_token',
      'refreshToken',
      'pass',
      'temporaryAccessPass',
      'authorization',
      'Authorization',
      'set-cookie',
    );
    const noise = fc.string({ maxLength: 60 });
    const hidings: ((secret: string, name: string, noise: string) => unknown)[] = [
      (secret) => new Secret(secret),
      (secret, key) => ({ [key]: secret }),
      (secret, key, text) => ({ list: [text, { deep: { [key]: [secret] } }] }),
      (secret, _key, text) => `${text} Bearer ${secret}`,
      (secret, _key, text) => new Error(`${text} authorization: bearer ${secret}`),
      (secret) => new Error('outer', { cause: new Error(`body was client_secret=${secret}&scope=x`) }),
      (secret, key, text) => Object.assign(new Error(text), { config: { headers: { [key]: secret } } }),
      (secret) => new Error(`connect postgres://keywave:${secret}@db/keywave`),
      (secret) => new Error(`{"access_token":"${secret}","x":1}`),
      (secret) => new AggregateError([new Error(`password=${secret}`)], 'all failed'),
      (secret, _key, text) => `${text} ${jwt(secret)} ${text}`,
      (secret) => `${'x'.repeat(280)} ${jwt(secret)}`,
    ];
    fc.assert(
      fc.property(word, name, noise, fc.constantFrom(...hidings), (secret, key, text, hide) => {
        const { log, lines } = listening();
        const hidden = hide(secret, key, text);
        log.error('failed', hidden, { [key]: secret, said: typeof hidden === 'string' ? hidden : text });
        log.info('happened', { said: typeof hidden === 'string' ? hidden : text, nested: hidden as string });
        const all = lines.join();
        assert.ok(!all.includes(secret), all);
        assert.ok(!all.includes(jwt(secret).slice(0, 60)), all);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes anything at all: loops, endless lists, odd things', () => {
    const loop: Record<string, unknown> = { list: Array.from({ length: 10_000 }, () => 'x'.repeat(1000)) };
    loop['self'] = loop;
    const error = new Error('x');
    error.cause = error;
    for (const odd of [
      loop,
      error,
      Symbol('x'),
      5n,
      () => 1,
      new Date(NaN),
      null,
      undefined,
      Buffer.alloc(1e6),
      Object.create(null),
    ]) {
      const { log, lines } = listening();
      log.error('failed', odd);
      assert.ok((lines[0]?.length ?? 0) < 200_000);
    }
    fc.assert(fc.property(fc.anything(), (any) => void JSON.stringify(redacted(any))));
    const started = performance.now();
    redactedText('secret-'.repeat(100_000));
    redactedText('eyJ'.repeat(100_000));
    assert.ok(performance.now() - started < 500);
  });
});
