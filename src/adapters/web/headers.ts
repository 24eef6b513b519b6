import type { ServerResponse } from 'node:http';

// https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements
const TEAMS_FRAMES = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://teams.microsoft.us',
  'https://*.teams.microsoft.us',
  'https://teams.cloud.microsoft',
  'https://*.cloud.microsoft',
  'https://*.office.com',
  'https://*.microsoft365.com',
];

/** What every answer says to a browser: guess nothing, keep nothing, show it nowhere. */
export function secure(response: ServerResponse): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
}

/** The tab's files: its page is always asked for again, what the build named by content never; Teams may frame it. */
export function framedBy(response: ServerResponse, path: string, origins: readonly string[]): void {
  response.setHeader(
    'Cache-Control',
    /[/\\]assets[/\\][^/\\]+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  );
  response.setHeader('Content-Security-Policy', tabPolicy([...TEAMS_FRAMES, ...origins]));
}

function tabPolicy(frames: readonly string[]): string {
  return [
    "default-src 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
    "img-src 'self' data:",
    // Where the library of Teams asks which hosts are Teams.
    "connect-src 'self' https://res.cdn.office.net",
    // Fluent UI writes its styles at run time.
    "style-src 'self' 'unsafe-inline'",
    `frame-ancestors ${frames.join(' ')}`,
  ].join('; ');
}
