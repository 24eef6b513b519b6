import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { type Config, readConfig } from '../../src/config.ts';

const SECRET = 'kT8~Zq2.wXv7LmN4pRs9-YbC1dEf';
const GOOD = {
  BOT_ID: '1B2C3D4E-0000-4000-8000-0123456789AB',
  BOT_TENANT_ID: 'c0ffee00-0000-4000-8000-000000000001',
  BOT_TYPE: 'SingleTenant',
  SECRET_BOT_PASSWORD: SECRET,
  KEYWAVE_COMPANY_NAME: 'Contoso',
  KEYWAVE_TIME_ZONE: 'Europe/Berlin',
  KEYWAVE_DEADLINE: '2027-02-01',
  KEYWAVE_HELPDESK_NAME: 'IT help desk',
  KEYWAVE_HELPDESK_EMAIL: 'help@contoso.com',
  KEYWAVE_HELPDESK_PHONE: '+49 30 901820',
};
const SANDBOX = {
  ...GOOD,
  SECRET_BOT_PASSWORD: 'sandbox-only-bot-secret-0123456789',
  KEYWAVE_MODE: 'sandbox',
  KEYWAVE_SANDBOX_URL: 'http://127.0.0.1:3979',
};

function config(env: Record<string, string | undefined>): Config {
  const read = readConfig(env);
  return read.kind === 'ok' ? read.config : assert.fail(read.problems.join('\n'));
}

function problems(env: Record<string, string | undefined>): readonly string[] {
  const read = readConfig(env);
  return read.kind === 'wrong' ? read.problems : [];
}

describe('config', () => {
  it('fills in what may be left out', () => {
    const read = config(GOOD);
    assert.deepEqual(read.web, { host: '0.0.0.0', port: 3978 });
    assert.equal(read.bot.appId, '1b2c3d4e-0000-4000-8000-0123456789ab');
    assert.equal(read.dataFolder, '.data/app');
    assert.equal(read.sendsPerSecond, 40);
    assert.equal(read.methodChecksPer10s, 5);
    assert.equal(read.company.securityInfoUrl, 'https://aka.ms/mysecurityinfo');
    assert.ok(read.serviceHosts.includes('smba.trafficmanager.net'));
    assert.equal(read.sandboxUrl, undefined);
  });

  it('takes the deadline as midnight where the company is', () => {
    assert.equal(config(GOOD).company.deadline.toISOString(), '2027-01-31T23:00:00.000Z');
    const kiritimati = config({ ...GOOD, KEYWAVE_TIME_ZONE: 'Pacific/Kiritimati' });
    assert.equal(kiritimati.company.deadline.toISOString(), '2027-01-31T10:00:00.000Z');
  });

  it('stays on this machine in sandbox mode', () => {
    const read = config(SANDBOX);
    assert.equal(read.web.host, '127.0.0.1');
    assert.equal(read.sandboxUrl, 'http://127.0.0.1:3979');
    assert.equal(read.company.securityInfoUrl, 'http://localhost:3979/security-info/');
  });

  it('accepts a managed identity and a certificate', () => {
    const managed = config({ ...GOOD, BOT_TYPE: 'UserAssignedMSI', SECRET_BOT_PASSWORD: '' });
    assert.deepEqual(managed.bot.proof, { kind: 'managed-identity' });
    const certified = config({ ...GOOD, SECRET_BOT_PASSWORD: '', BOT_CERTIFICATE_PATH: '/keys/bot.pem' });
    assert.deepEqual(certified.bot.proof, { kind: 'certificate', path: '/keys/bot.pem' });
  });

  it('tells everything that is wrong at once, each with what to do', () => {
    const all = problems({ BOT_TYPE: 'MultiTenant', PORT: 'x', KEYWAVE_COMPANY_NAM: 'Contoso' });
    for (const name of [
      'BOT_ID',
      'BOT_TYPE',
      'BOT_TENANT_ID',
      'SECRET_BOT_PASSWORD',
      'PORT',
      'KEYWAVE_COMPANY_NAM',
      'KEYWAVE_TIME_ZONE',
      'KEYWAVE_DEADLINE',
      'KEYWAVE_HELPDESK_NAME',
      'KEYWAVE_HELPDESK_EMAIL',
      'KEYWAVE_HELPDESK_PHONE',
    ]) {
      assert.ok(
        all.some((problem) => problem.startsWith(`${name} `)),
        `${name} is not named in:\n${all.join('\n')}`,
      );
    }
    for (const problem of all) assert.match(problem, /give|must|correct|remove|keep/, problem);
  });

  const refusals: readonly [
    what: string,
    base: Record<string, string>,
    change: Record<string, string>,
    named: string,
  ][] = [
    ['an empty app id', GOOD, { BOT_ID: '' }, 'BOT_ID'],
    ['an app id that is no GUID', GOOD, { BOT_ID: 'keywave' }, 'BOT_ID'],
    ['a missing tenant', GOOD, { BOT_TENANT_ID: ' ' }, 'BOT_TENANT_ID'],
    ['a bot type of the SDK that lets every tenant in', GOOD, { BOT_TYPE: 'MultiTenant' }, 'BOT_TYPE'],
    ['a bot type with a slip of the pen', GOOD, { BOT_TYPE: 'singletenant' }, 'BOT_TYPE'],
    ['a missing secret', GOOD, { SECRET_BOT_PASSWORD: '' }, 'SECRET_BOT_PASSWORD'],
    ['a secret beside a managed identity', GOOD, { BOT_TYPE: 'UserAssignedMSI' }, 'SECRET_BOT_PASSWORD'],
    ['a certificate beside a secret', GOOD, { BOT_CERTIFICATE_PATH: '/k.pem' }, 'BOT_CERTIFICATE_PATH'],
    [
      'the secret of the sandbox',
      GOOD,
      { SECRET_BOT_PASSWORD: 'sandbox-only-bot-secret-0123456789' },
      'SECRET_BOT_PASSWORD',
    ],
    ['a short secret', GOOD, { SECRET_BOT_PASSWORD: 'kT8~Zq2.wXv7' }, 'SECRET_BOT_PASSWORD'],
    ['a secret of one letter', GOOD, { SECRET_BOT_PASSWORD: 'a'.repeat(40) }, 'SECRET_BOT_PASSWORD'],
    [
      'an example for a secret',
      GOOD,
      { SECRET_BOT_PASSWORD: '<your-client-secret-value>' },
      'SECRET_BOT_PASSWORD',
    ],
    ['an unknown mode', GOOD, { KEYWAVE_MODE: 'dev' }, 'KEYWAVE_MODE'],
    [
      'a sandbox beside production mode',
      GOOD,
      { KEYWAVE_SANDBOX_URL: 'http://127.0.0.1:3979' },
      'KEYWAVE_SANDBOX_URL',
    ],
    [
      'a Security info page on this machine',
      GOOD,
      { KEYWAVE_SECURITY_INFO_URL: 'https://localhost/x' },
      'KEYWAVE_SECURITY_INFO_URL',
    ],
    [
      'a Security info page without TLS',
      GOOD,
      { KEYWAVE_SECURITY_INFO_URL: 'http://contoso.com' },
      'KEYWAVE_SECURITY_INFO_URL',
    ],
    ['a loopback service host', GOOD, { KEYWAVE_SERVICE_HOSTS: '127.0.0.1' }, 'KEYWAVE_SERVICE_HOSTS'],
    [
      'a service host that is a whole top-level domain',
      GOOD,
      { KEYWAVE_SERVICE_HOSTS: '*.com' },
      'KEYWAVE_SERVICE_HOSTS',
    ],
    [
      'a service host that is an address',
      GOOD,
      { KEYWAVE_SERVICE_HOSTS: 'https://smba.trafficmanager.net' },
      'KEYWAVE_SERVICE_HOSTS',
    ],
    ['sandbox mode in production', SANDBOX, { NODE_ENV: 'production' }, 'KEYWAVE_MODE'],
    ['sandbox mode without a sandbox', SANDBOX, { KEYWAVE_SANDBOX_URL: '' }, 'KEYWAVE_SANDBOX_URL'],
    [
      'a sandbox on another machine',
      SANDBOX,
      { KEYWAVE_SANDBOX_URL: 'http://10.0.0.1:3979' },
      'KEYWAVE_SANDBOX_URL',
    ],
    [
      'a sandbox behind a look-alike',
      SANDBOX,
      { KEYWAVE_SANDBOX_URL: 'http://127.0.0.1.evil.example' },
      'KEYWAVE_SANDBOX_URL',
    ],
    ['a sandbox that the network could reach', SANDBOX, { KEYWAVE_HOST: '0.0.0.0' }, 'KEYWAVE_HOST'],
    ['a port that is none', GOOD, { PORT: '70000' }, 'PORT'],
    ['a port with a unit', GOOD, { PORT: '3978x' }, 'PORT'],
    ['more sends than Teams allows', GOOD, { KEYWAVE_SENDS_PER_SECOND: '500' }, 'KEYWAVE_SENDS_PER_SECOND'],
    ['no sends at all', GOOD, { KEYWAVE_SENDS_PER_SECOND: '0' }, 'KEYWAVE_SENDS_PER_SECOND'],
    ['a half look', GOOD, { KEYWAVE_METHOD_CHECKS_PER_10S: '0.5' }, 'KEYWAVE_METHOD_CHECKS_PER_10S'],
    ['an unknown log level', GOOD, { LOG_LEVEL: 'verbose' }, 'LOG_LEVEL'],
    [
      'a database without TLS on another machine',
      GOOD,
      { SECRET_DATABASE_URL: 'postgres://u:p@db.contoso.com/k' },
      'SECRET_DATABASE_URL',
    ],
    [
      'a database whose certificate nobody checks',
      GOOD,
      { SECRET_DATABASE_URL: 'postgres://u:p@db.contoso.com/k?sslmode=no-verify' },
      'SECRET_DATABASE_URL',
    ],
    ['another kind of database', GOOD, { SECRET_DATABASE_URL: 'mysql://localhost/k' }, 'SECRET_DATABASE_URL'],
    ['a time zone nobody knows', GOOD, { KEYWAVE_TIME_ZONE: 'Europe/Atlantis' }, 'KEYWAVE_TIME_ZONE'],
    ['a day that is none', GOOD, { KEYWAVE_DEADLINE: '2027-02-30' }, 'KEYWAVE_DEADLINE'],
    [
      'a help desk without an address',
      GOOD,
      { KEYWAVE_HELPDESK_EMAIL: 'helpdesk' },
      'KEYWAVE_HELPDESK_EMAIL',
    ],
    ['a slip in a name of ours', GOOD, { KEYWAVE_HELPDESK_MAIL: 'x' }, 'KEYWAVE_HELPDESK_MAIL'],
    ['a slip in a name of the bot', GOOD, { BOT_PASSWORD: 'x' }, 'BOT_PASSWORD'],
    ['a slip in the name of a secret', GOOD, { SECRET_DATABASEURL: 'x' }, 'SECRET_DATABASEURL'],
  ];
  for (const [what, base, change, named] of refusals) {
    it(`refuses ${what}`, () => {
      const all = problems({ ...base, ...change });
      assert.equal(all.length, 1, all.join('\n'));
      assert.ok(all[0]?.startsWith(`${named} `), all[0]);
    });
  }

  it('accepts what provisioning writes beside our names, and databases that are safe', () => {
    config({
      ...GOOD,
      BOT_DOMAIN: 'keywave.contoso.com',
      BOT_AZURE_APP_SERVICE_RESOURCE_ID: '/subscriptions/1',
    });
    for (const url of [
      'postgres://u:p@db.contoso.com/k?sslmode=verify-full',
      'postgresql://u:p@localhost:5432/k',
    ]) {
      assert.equal(config({ ...GOOD, SECRET_DATABASE_URL: url }).databaseUrl?.reveal(), url);
    }
  });

  it('prints no secret, neither in a config nor in a problem', () => {
    const read = readConfig({ ...GOOD, SECRET_DATABASE_URL: 'postgres://u:hunter2hunter2@127.0.0.1/k' });
    assert.equal(read.kind, 'ok');
    assert.ok(!JSON.stringify(read).includes(SECRET) && !JSON.stringify(read).includes('hunter2'));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{8,19}$/), (weak) => {
        fc.pre(!/^(must|give|make|weak)/.test(weak));
        assert.ok(
          !problems({ ...GOOD, SECRET_BOT_PASSWORD: weak })
            .join()
            .includes(weak),
        );
      }),
    );
  });

  it('never throws, whatever the environment', () => {
    const names = fc.constantFrom(
      ...Object.keys(SANDBOX),
      'NODE_ENV',
      'PORT',
      'SECRET_DATABASE_URL',
      'KEYWAVE_SERVICE_HOSTS',
      'KEYWAVE_X',
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.string()), (env) => assert.equal(readConfig(env).kind, 'wrong')),
    );
  });
});

describe('env/.env.example', () => {
  const text = (): Promise<string> => readFile(new URL('../../env/.env.example', import.meta.url), 'utf8');

  async function documented(): Promise<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(parseEnv(await text())).map(([name, value]) => [name, value ?? '']),
    );
  }

  it('documents every name that is read, and no other', async () => {
    const asked = new Set<string>();
    const watching = new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_env, name) => void asked.add(String(name)),
      },
    );
    readConfig(watching);
    assert.deepEqual(
      Object.keys(await documented()).sort(),
      [...asked].sort(),
      'Add the name to env/.env.example, or remove it there.',
    );
  });

  it('says in one line what each name is for', async () => {
    for (const line of (await text()).split('\n').filter((one) => /^[A-Z]/.test(one))) {
      assert.match(line, /^[A-Z0-9_]+=.*# \S.{5,}$/, line);
    }
  });

  it('is complete but for the blanks it names', async () => {
    const example = await documented();
    const blanks = ['BOT_ID', 'BOT_TENANT_ID', 'SECRET_BOT_PASSWORD'];
    assert.match(await text(), /blank and has no default: BOT_ID, BOT_TENANT_ID, SECRET_BOT_PASSWORD\./);
    assert.deepEqual(
      problems(example)
        .map((problem) => problem.split(' ')[0])
        .sort(),
      [...blanks].sort(),
    );
    const { BOT_ID, BOT_TENANT_ID, SECRET_BOT_PASSWORD } = GOOD;
    config({ ...example, BOT_ID, BOT_TENANT_ID, SECRET_BOT_PASSWORD });
  });
});
