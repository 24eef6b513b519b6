import { isTimeZone, midnight } from './adapters/system/midnight.ts';
import { Settings } from './adapters/system/settings.ts';
import { LOG_LEVELS, type LogLevel } from './adapters/system/log.ts';
import type { Company } from './core/company.ts';
import type { TenantId } from './core/ids.ts';
import { Secret } from './core/secret.ts';

export type Config = {
  /** Where the sandbox answers; undefined in production. */
  readonly sandboxUrl: string | undefined;
  readonly tenantId: TenantId;
  readonly bot: { readonly appId: string; readonly proof: BotProof };
  readonly web: { readonly host: string; readonly port: number };
  readonly dataFolder: string;
  /** PostgreSQL; undefined means the embedded database in the data folder. */
  readonly databaseUrl: Secret | undefined;
  readonly sendsPerSecond: number;
  readonly methodChecksPer10s: number;
  readonly serviceHosts: readonly string[];
  readonly logLevel: LogLevel;
  readonly company: Company;
};

/** How the bot proves to Entra that it is itself. */
export type BotProof =
  | { readonly kind: 'managed-identity' }
  | { readonly kind: 'certificate'; readonly path: string }
  | { readonly kind: 'secret'; readonly secret: Secret };

export type ReadConfig =
  | { readonly kind: 'ok'; readonly config: Config }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] };

// A slip in one of these names must not silently mean its default. `teamsapp provision` writes the other BOT_ names.
const OURS =
  /^(KEYWAVE_|SECRET_(BOT|DATABASE|KEYWAVE)|BOT_(?!DOMAIN$|ENDPOINT$|OBJECT_ID$|AZURE_APP_SERVICE_RESOURCE_ID$))/;

const SERVICE_HOSTS =
  'smba.trafficmanager.net,*.teams.microsoft.com,smba.infra.gcc.teams.microsoft.com,smba.infra.gov.teams.microsoft.us';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1']);

/** The settings of this process, or everything that is wrong with them at once. Nobody else reads the environment. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): ReadConfig {
  const read = new Settings(env);
  const config = configFrom(read);
  read.refuseStrangers(
    OURS,
    'is not a setting of Keywave: correct or remove it (env/.env.example lists all)',
  );
  return read.problems.length === 0 ? { kind: 'ok', config } : { kind: 'wrong', problems: read.problems };
}

function configFrom(read: Settings): Config {
  const sandboxUrl = sandboxOf(read);
  const isSandbox = read.value('KEYWAVE_MODE') === 'sandbox';
  return {
    sandboxUrl,
    tenantId: read.guid('BOT_TENANT_ID', "the Entra tenant's id") as TenantId,
    bot: { appId: read.guid('BOT_ID', "the bot's app id"), proof: proofOf(read, isSandbox) },
    web: { host: hostOf(read, isSandbox), port: read.number('PORT', 3978, [0, 65_535]) },
    dataFolder: read.value('KEYWAVE_DATA') ?? '.data/app',
    databaseUrl: databaseOf(read),
    sendsPerSecond: read.number('KEYWAVE_SENDS_PER_SECOND', 40, [1, 50]),
    methodChecksPer10s: read.number('KEYWAVE_METHOD_CHECKS_PER_10S', 5, [1, 1000]),
    serviceHosts: serviceHostsOf(read),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info') ?? 'info',
    company: companyOf(read, sandboxUrl),
  };
}

function sandboxOf(read: Settings): string | undefined {
  const isSandbox = read.oneOf('KEYWAVE_MODE', ['production', 'sandbox'], 'production') === 'sandbox';
  const url = read.value('KEYWAVE_SANDBOX_URL');
  const nodeEnv = read.value('NODE_ENV');
  if (!isSandbox) {
    if (url !== undefined)
      read.wrong('KEYWAVE_SANDBOX_URL', 'is for sandbox mode only: remove it, or set KEYWAVE_MODE=sandbox');
    return undefined;
  }
  if (nodeEnv === 'production')
    read.wrong('KEYWAVE_MODE', 'must not be sandbox while NODE_ENV is production');
  const parsed = parsedUrl(url);
  if (parsed?.protocol === 'http:' && isLoopback(parsed) && parsed.pathname === '/' && parsed.search === '')
    return parsed.origin;
  read.wrong(
    'KEYWAVE_SANDBOX_URL',
    "must be the sandbox's address on this machine, e.g. http://127.0.0.1:3979",
  );
  return undefined;
}

function proofOf(read: Settings, isSandbox: boolean): BotProof {
  const secret = read.value('SECRET_BOT_PASSWORD');
  const path = read.value('BOT_CERTIFICATE_PATH');
  if (read.oneOf('BOT_TYPE', ['SingleTenant', 'UserAssignedMSI']) === 'UserAssignedMSI') {
    if (secret !== undefined)
      read.wrong('SECRET_BOT_PASSWORD', 'must be empty: a managed identity has no secret');
    if (path !== undefined) read.wrong('BOT_CERTIFICATE_PATH', 'must be empty: a managed identity has none');
    if (isSandbox) read.wrong('BOT_TYPE', 'must be SingleTenant in sandbox mode');
    return { kind: 'managed-identity' };
  }
  if (path === undefined) return { kind: 'secret', secret: secretOf(read, secret, isSandbox) };
  if (secret !== undefined)
    read.wrong('BOT_CERTIFICATE_PATH', 'and SECRET_BOT_PASSWORD are both set: keep one');
  if (isSandbox)
    read.wrong('BOT_CERTIFICATE_PATH', 'must be empty in sandbox mode: give SECRET_BOT_PASSWORD');
  return { kind: 'certificate', path };
}

function secretOf(read: Settings, secret: string | undefined, isSandbox: boolean): Secret {
  if (secret === undefined) {
    read.wrong('SECRET_BOT_PASSWORD', "is missing: give the bot's client secret, or BOT_CERTIFICATE_PATH");
  } else if (!isSandbox && isWeak(secret)) {
    read.wrong(
      'SECRET_BOT_PASSWORD',
      'is an example or weak: make a client secret in Entra and give its value',
    );
  }
  return new Secret(secret ?? '');
}

function isWeak(secret: string): boolean {
  return (
    secret.length < 20 ||
    new Set(secret).size < 10 ||
    /sandbox|example|change.?me|secret|passwor[dt]|your[-_ ]|placeholder|todo|123456|<|>/i.test(secret)
  );
}

function hostOf(read: Settings, isSandbox: boolean): string {
  const host = read.value('KEYWAVE_HOST') ?? (isSandbox ? '127.0.0.1' : '0.0.0.0');
  if (isSandbox && !LOOPBACK.has(host))
    read.wrong('KEYWAVE_HOST', 'must stay on this machine (127.0.0.1) in sandbox mode');
  return host;
}

function databaseOf(read: Settings): Secret | undefined {
  const text = read.value('SECRET_DATABASE_URL');
  if (text === undefined) return undefined;
  const url = parsedUrl(text);
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    read.wrong(
      'SECRET_DATABASE_URL',
      'must look like postgres://user:password@host/database?sslmode=verify-full',
    );
  } else if (
    !isLoopback(url) &&
    !/^(require|verify-ca|verify-full)$/.test(url.searchParams.get('sslmode') ?? '')
  ) {
    read.wrong('SECRET_DATABASE_URL', 'must end in ?sslmode=verify-full: the database is on another machine');
  }
  return new Secret(text);
}

function serviceHostsOf(read: Settings): readonly string[] {
  const hosts = (read.value('KEYWAVE_SERVICE_HOSTS') ?? SERVICE_HOSTS)
    .split(',')
    .map((host) => host.trim().toLowerCase());
  // A suffix needs two labels of its own: `*.com` would trust everybody.
  if (
    !hosts.every((host) => /^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) ||
    hosts.some((host) => LOOPBACK.has(host))
  ) {
    read.wrong(
      'KEYWAVE_SERVICE_HOSTS',
      'must be host names with commas between, each exact or like *.teams.microsoft.com',
    );
  }
  return hosts;
}

function companyOf(read: Settings, sandboxUrl: string | undefined): Company {
  const timeZone = read.required('KEYWAVE_TIME_ZONE', "the company's time zone, e.g. Europe/Berlin");
  return {
    name: read.required('KEYWAVE_COMPANY_NAME', "the company's name, as its people say it"),
    deadline: deadlineOf(read, timeZone),
    timeZone,
    helpdesk: {
      name: read.required('KEYWAVE_HELPDESK_NAME', "the help desk's name"),
      email: read.matching(
        'KEYWAVE_HELPDESK_EMAIL',
        /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
        "the help desk's address in Teams, e.g. help@contoso.com",
      ),
      phone: read.matching(
        'KEYWAVE_HELPDESK_PHONE',
        /^\+?[\d ()/.-]{3,30}$/,
        "the help desk's phone number, e.g. +49 30 1234",
      ),
    },
    securityInfoUrl: securityInfoOf(read, sandboxUrl),
  };
}

function deadlineOf(read: Settings, timeZone: string): Date {
  const day = read.required('KEYWAVE_DEADLINE', 'the day on which text-message codes stop, e.g. 2027-02-01');
  if (timeZone !== '' && !isTimeZone(timeZone))
    read.wrong('KEYWAVE_TIME_ZONE', 'is not known: give one like Europe/Berlin');
  const deadline = midnight(day, isTimeZone(timeZone) ? timeZone : 'UTC');
  if (day !== '' && !deadline) read.wrong('KEYWAVE_DEADLINE', 'is not a day: give one like 2027-02-01');
  return deadline ?? new Date(0);
}

/** Where an employee adds a passkey: Microsoft's page, or the sandbox's, by the name that its passkeys are bound to. */
function securityInfoOf(read: Settings, sandboxUrl: string | undefined): string {
  const text = read.value('KEYWAVE_SECURITY_INFO_URL');
  const sandbox = parsedUrl(sandboxUrl);
  if (text === undefined) {
    return sandbox ? `http://localhost:${sandbox.port}/security-info/` : 'https://aka.ms/mysecurityinfo';
  }
  const url = parsedUrl(text);
  const isFine = sandbox ? url && isLoopback(url) : url?.protocol === 'https:' && !isLoopback(url);
  if (!isFine) {
    read.wrong(
      'KEYWAVE_SECURITY_INFO_URL',
      sandbox
        ? "must be the sandbox's own page, or empty"
        : 'must start with https:// and not be on this machine',
    );
  }
  return text;
}

function parsedUrl(text: string | undefined): URL | undefined {
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}

function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}
