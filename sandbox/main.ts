import { parseArgs } from 'node:util';
import { openSandbox } from './sandbox.ts';
import { BOT_APP_ID, BOT_SECRET } from './tenant/apps.ts';

// Opens the sandbox by itself: `node sandbox/main.ts --port 3979 --bot http://127.0.0.1:3978/api/messages`.
const { env } = process;
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: env['SANDBOX_PORT'] ?? '3979' },
    bot: { type: 'string', default: env['SANDBOX_BOT_ENDPOINT'] ?? 'http://127.0.0.1:3978/api/messages' },
  },
});
const sandbox = await openSandbox({
  port: Number(values.port),
  bot: {
    appId: env['SANDBOX_BOT_ID'] ?? BOT_APP_ID,
    secret: env['SANDBOX_BOT_SECRET'] ?? BOT_SECRET,
    endpoint: values.bot,
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
process.stdout.write(`Contoso in a box: ${sandbox.pageUrl}\n`);
