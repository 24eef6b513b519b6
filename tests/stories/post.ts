import type { Frame } from '../../sandbox/connector/activity.ts';
import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import type { World } from './world.ts';

export type Posted = { readonly status: number; readonly text: string };

/** One request to the bot's address as anybody on the network can make it. */
export async function post(
  world: World,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Posted> {
  const response = await fetch(`${world.app.url}/api/messages`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { status: response.status, text: await response.text() };
}

/** Where Teams takes this world's answers; it stands in every activity and in the token that comes with it. */
export function serviceUrlOf(world: World): string {
  return `${world.sandbox.url}/connector/`;
}

/** What all activities of this person's chat have in common. */
export function frameOf(world: World, user: SandboxUser): Frame {
  const { sandbox } = world;
  return {
    tenantId: sandbox.data.id,
    botId: `28:${sandbox.bot.appId}`,
    serviceUrl: serviceUrlOf(world),
    conversation: sandbox.teams.chats.of(user.id).conversation,
    user,
    at: sandbox.clock.now(),
  };
}
