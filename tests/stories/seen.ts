import type { SandboxUser } from '../../sandbox/tenant/model.ts';
import type { World } from './world.ts';

/** Waits until the newest card of this person says so; the failure shows what the chat says instead. */
export async function sees(world: World, person: SandboxUser, text: RegExp): Promise<void> {
  const { teams } = world.sandbox;
  await teams.until(person.id, () => teams.texts(person.id).some((line) => text.test(line)), {
    timeoutMs: 10_000,
  });
}

/** The cards that the bot has put into this chat, oldest first, as JSON. */
export function cardsOf(world: World, person: SandboxUser): readonly string[] {
  return world.sandbox.teams
    .view(person.id)
    .filter((message) => message.from === 'bot')
    .map((message) => JSON.stringify(message.card));
}

/** The face of a finished registration is the only one that is coloured as good, in every language. */
export function isGreen(card: unknown): boolean {
  return JSON.stringify(card ?? {}).includes('"style":"good"');
}
