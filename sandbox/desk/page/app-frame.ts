import { FRAME_RIGHTS, openAppDialog } from './app-dialog.ts';
import { make } from './dom.ts';
import type { Look } from './look.ts';
import { signInWindow } from './sign-in-window.ts';
import { type Desk, personOf } from './state.ts';
import { type HostDeeds, type HostFacts, TeamsHost, THEME_WORDS } from './teams-host.ts';

const APP_URL = 'http://localhost:3978';

/** The app's own page inside Teams, in a frame that speaks the teams-js protocol. Who looks at it, the host says alone. */
export class AppFrame {
  readonly element = make('div', { class: 'app-frame' });
  readonly #desk: Desk;
  readonly #look: Look;
  #host: TeamsHost | undefined;
  #person: string | undefined;

  constructor(desk: Desk, look: Look) {
    this.#desk = desk;
    this.#look = look;
    look.theme.watch((theme) => {
      if (this.#host?.themeChanged(theme) === false) this.#reopen();
    });
    desk.app.watch(() => {
      if (this.#person !== undefined) this.show(this.#person);
    });
  }

  #reopen(): void {
    const person = this.#person;
    this.clear();
    if (person !== undefined) this.show(person);
  }

  show(person: string): void {
    const { reachable, url = APP_URL } = this.#desk.app.value;
    if (reachable && this.#host && this.#person === person) return;
    this.clear();
    this.#person = person;
    if (reachable) this.#openFrame(this.#addressOf(new URL('/tab/', url), person), person);
    else this.element.replaceChildren(notRunning());
  }

  clear(): void {
    this.#host?.close();
    this.#host = undefined;
    this.#person = undefined;
    this.element.replaceChildren();
  }

  /** As the app's manifest asks: Teams fills its theme and the person's language into the address. */
  #addressOf(page: URL, person: string): URL {
    const { theme, locale } = this.#factsOf(person);
    page.searchParams.set('theme', THEME_WORDS[theme]);
    page.searchParams.set('locale', locale);
    return page;
  }

  #openFrame(page: URL, person: string): void {
    const frame = make('iframe', { title: 'About Keywave', src: page.href, sandbox: FRAME_RIGHTS });
    const facts = (): HostFacts => this.#factsOf(person);
    const deeds: HostDeeds = {
      openDialog: (wish, onResult) => openAppDialog(wish, { origin: page.origin, facts, deeds }, onResult),
      submitDialog: () => undefined,
      resizeDialog: () => undefined,
      signIn: (url) => signInWindow(url, page.origin, facts),
      endSignIn: () => undefined,
      openLink: (url) => {
        if (/^https?:/.test(url)) open(url, '_blank', 'noopener,noreferrer');
      },
    };
    this.#host = new TeamsHost(() => frame.contentWindow, page.origin, facts, deeds);
    this.element.replaceChildren(frame);
  }

  #factsOf(id: string): HostFacts {
    const { upn, language } = personOf(this.#desk, id);
    return {
      userId: id,
      upn,
      locale: language,
      tenantId: this.#desk.tenant.id,
      theme: this.#look.theme.value,
      frameContext: 'content',
    };
  }
}

function notRunning(): HTMLElement {
  const words = 'This page comes from the app. It shows up here as soon as the app runs.';
  return make(
    'div',
    { class: 'empty' },
    make('h4', {}, 'Keywave is not running'),
    make('p', { class: 'muted' }, words),
  );
}
