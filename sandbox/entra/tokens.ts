import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { Clock } from '../clock.ts';
import type { SandboxApp, SandboxUser } from '../tenant/model.ts';
import type { Keys, SigningKey } from './keys.ts';

export const GRAPH_AUDIENCE = 'https://graph.microsoft.com';
export const BOT_AUDIENCE = 'https://api.botframework.com';
export const TOKEN_LIFETIME_S = 3600;

/** The Teams client on the desktop: the app that asks for single sign-on tokens. */
const TEAMS_CLIENT = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';

type Owner = { readonly tenantId: string; readonly botAppId: string };

/** A stronger sign-in that just happened: the authentication context it satisfied, and when. */
export type StepUp = { readonly acrs: readonly string[]; readonly authTime?: Date };

/** Makes and checks every token of the tenant: real RS256 JWTs on the real time. */
export class Tokens {
  readonly #keys: Keys;
  readonly #clock: Clock;
  readonly #owner: Owner;

  constructor(owner: Owner, keys: Keys, clock: Clock) {
    this.#owner = owner;
    this.#keys = keys;
    this.#clock = clock;
  }

  /** App-only token for Graph: carries the consented permissions as `roles`. */
  async graphApp(app: SandboxApp): Promise<string> {
    return await this.#sign(this.#keys.tenant, {
      ...this.#v1(GRAPH_AUDIENCE, app.clientId),
      oid: app.clientId,
      sub: app.clientId,
      idtyp: 'app',
      roles: [...app.roles],
    });
  }

  /** Token of a person acting through an app: `scp` for the app, `oid` and `wids` (directory roles) for the person. */
  async graphDelegated(
    app: SandboxApp,
    user: SandboxUser,
    rights: { readonly scopes: readonly string[]; readonly roleTemplateIds: readonly string[] },
  ): Promise<string> {
    return await this.#sign(this.#keys.tenant, {
      ...this.#v1(GRAPH_AUDIENCE, app.clientId),
      ...nameOf(user),
      idtyp: 'user',
      scp: rights.scopes.join(' '),
      wids: [...rights.roleTemplateIds],
    });
  }

  /** What a bot shows to the Connector. */
  async connector(app: SandboxApp): Promise<string> {
    return await this.#sign(this.#keys.tenant, {
      ...this.#v1(BOT_AUDIENCE, app.clientId),
      oid: app.clientId,
      sub: app.clientId,
    });
  }

  /** What Teams shows to the bot with each activity. */
  async inbound(serviceUrl: string): Promise<string> {
    return await this.#sign(this.#keys.botFramework, {
      iss: BOT_AUDIENCE,
      aud: this.#owner.botAppId,
      serviceurl: serviceUrl,
    });
  }

  /** What a tab or dialog inside Teams gets from getAuthToken. */
  async sso(user: SandboxUser, stepUp?: StepUp): Promise<string> {
    const authTime = stepUp?.authTime ?? this.#clock.realNow();
    return await this.#sign(this.#keys.tenant, {
      ...this.#v1(`api://localhost/${this.#owner.botAppId}`, TEAMS_CLIENT),
      ...nameOf(user),
      scp: 'access_as_user',
      ...(stepUp ? { acrs: [...stepUp.acrs], auth_time: seconds(authTime) } : {}),
    });
  }

  /** The claims of a token for Graph; nothing when it is not one that this tenant gave out, or no longer valid. */
  async readGraph(token: string): Promise<JWTPayload | undefined> {
    return await this.#read(token, GRAPH_AUDIENCE);
  }

  async readConnector(token: string): Promise<JWTPayload | undefined> {
    return await this.#read(token, BOT_AUDIENCE);
  }

  async readSso(token: string): Promise<JWTPayload | undefined> {
    const claims = await this.#read(token, `api://localhost/${this.#owner.botAppId}`);
    return claims?.['scp'] === 'access_as_user' ? claims : undefined;
  }

  #v1(audience: string, appId: string): JWTPayload {
    const { tenantId } = this.#owner;
    return {
      aud: audience,
      iss: `https://sts.windows.net/${tenantId}/`,
      tid: tenantId,
      appid: appId,
      ver: '1.0',
    };
  }

  async #sign(key: SigningKey, claims: JWTPayload): Promise<string> {
    const now = seconds(this.#clock.realNow());
    const times = { iat: now, nbf: now - 5, exp: now + TOKEN_LIFETIME_S };
    return await key.sign({ ...claims, ...times, uti: crypto.randomUUID() });
  }

  async #read(token: string, audience: string): Promise<JWTPayload | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#keys.tenant.publicKey, {
        algorithms: ['RS256'],
        audience,
        issuer: `https://sts.windows.net/${this.#owner.tenantId}/`,
        currentDate: this.#clock.realNow(),
        requiredClaims: ['exp', 'tid'],
      });
      return payload;
    } catch (fault) {
      if (fault instanceof errors.JOSEError) return undefined;
      throw fault;
    }
  }
}

function nameOf(user: SandboxUser): JWTPayload {
  return {
    oid: user.id,
    sub: user.id,
    name: user.displayName,
    upn: user.userPrincipalName,
    preferred_username: user.userPrincipalName,
  };
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
