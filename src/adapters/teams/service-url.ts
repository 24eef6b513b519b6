/** Where replies may go: Teams' own hosts and nowhere else, because every request there carries our token. */
export type ServiceHosts = {
  /** Exact host names, or `*.suffix`. */
  readonly hosts: readonly string[];
  /** Sandbox mode: the machine itself stands for Teams, and nothing else does. */
  readonly onlyLoopback: boolean;
};

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** The address in one spelling with a slash at its end; undefined when we must not talk to it. */
export function trustedServiceUrl(text: string, trusted: ServiceHosts): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !isPlainlySpelt(text, url)) return undefined;
  const isTrusted = trusted.onlyLoopback ? isLoopback(url) : isTeams(url, trusted.hosts);
  return isTrusted ? url.href.replace(/\/*$/, '/') : undefined;
}

/** What a reader takes for the host is the host: no user part, backslash, escape, query or look-alike that a parser turns into one. */
function isPlainlySpelt(text: string, url: URL): boolean {
  const origin = `${url.protocol}//${url.host}`;
  const rest = text.slice(origin.length);
  return text.toLowerCase().startsWith(origin) && /^(\/[\w.~-]*)*$/.test(rest) && !rest.includes('..');
}

function isTeams(url: URL, hosts: readonly string[]): boolean {
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    hosts.some((host) =>
      host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
    )
  );
}

function isLoopback(url: URL): boolean {
  return url.protocol === 'http:' && LOOPBACK.has(url.hostname);
}
