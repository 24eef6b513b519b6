import assert from 'node:assert/strict';
import { cardsOf, sees } from './seen.ts';
import { openWorld, type World } from './world.ts';

describe('conversation', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    const adele = world.person('Adele Vance');
    await world.sandbox.teams.install(adele.id);
    await sees(world, adele, /Hello Adele/);
  });
  after(() => world.close());
  const me = () => world.person('Adele Vance');
  const says = (text: string) => world.sandbox.teams.say(me().id, text);

  for (const [text, answer] of [
    ['help', /help/i],
    ['Hilfe!', /help/i],
    ['what is the meaning of life', /help/i],
  ] as const) {
    it(`answers “${text}” with what it can do`, async () => {
      const before = cardsOf(world, me()).length;
      await says(text);
      await world.sandbox.teams.until(me().id, () => cardsOf(world, me()).length === before + 1);
      assert.match(world.sandbox.teams.texts(me().id).join(' '), answer);
    });
  }

  it('shows the card again at the end of the chat for “status”, with buttons that work', async () => {
    const before = cardsOf(world, me()).length;
    await says('status');
    await world.sandbox.teams.until(me().id, () => cardsOf(world, me()).length === before + 1);
    await sees(world, me(), /Hello Adele/);
    await world.sandbox.teams.press(me().id, 'Start');
    await sees(world, me(), /Choose your device/);
    assert.equal(cardsOf(world, me()).length, before + 1);
  });

  it('says that it cannot read files, and that it keeps nothing of deleted messages', async () => {
    const before = cardsOf(world, me()).length;
    await world.sandbox.teams.attach(me().id);
    await world.sandbox.teams.until(me().id, () => cardsOf(world, me()).length === before + 1);
    const id = await says('something embarrassing');
    await world.sandbox.teams.until(me().id, () => cardsOf(world, me()).length === before + 2);
    await world.sandbox.teams.delete(me().id, id);
    await world.sandbox.teams.until(me().id, () => cardsOf(world, me()).length === before + 3);
    assert.ok(!world.log.join('').includes('embarrassing'), 'what people write is not logged');
  });

  it('understands a corrected message', async () => {
    const before = cardsOf(world, me()).length;
    const id = await says('hlep');
    await world.sandbox.teams.until(me().id, () => cardsOf(world, me()).length === before + 1);
    await world.sandbox.teams.edit(me().id, id, 'help');
    await world.sandbox.teams.until(me().id, () => cardsOf(world, me()).length === before + 2);
  });

  it('answers somebody it has never met by welcoming them', async () => {
    const sofia = world.person('Sofia Álvarez');
    world.sandbox.bot.endpoint = 'http://127.0.0.1:9/';
    await world.sandbox.teams.install(sofia.id);
    world.sandbox.bot.endpoint = `${world.app.url}/api/messages`;
    await world.sandbox.teams.say(sofia.id, 'hello');
    await sees(world, sofia, /Hello Sofia/);
  }).timeout(60_000);

  it('answers a guest each time, and starts nothing', async () => {
    const guest = [...world.sandbox.data.users.values()].find(
      (user) => user.userType === 'Guest' && user.teams !== null,
    );
    assert.ok(guest);
    await world.sandbox.teams.install(guest.id);
    await world.sandbox.teams.until(guest.id, () => cardsOf(world, guest).length === 1);
    await world.sandbox.teams.say(guest.id, 'hello');
    await world.sandbox.teams.until(guest.id, () => cardsOf(world, guest).length === 2);
    assert.equal(await world.app.ports.store.journeys.of(guest.id as never), undefined);
  });
});
