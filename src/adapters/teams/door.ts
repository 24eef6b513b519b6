import { decodeJwt } from 'jose';
import { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  type ServiceClientCredentials,
  ServiceClientCredentialsFactory,
} from 'botframework-connector';

const CHANNEL_ISSUER = 'https://api.botframework.com';

export type DoorSettings = {
  readonly appId: string;
  readonly tenantId: string;
  /** Where Microsoft publishes the keys that Teams signs its calls with. */
  readonly metadataUrl: string;
};

/** The SDK's adapter, taken apart: who calls is settled first and by itself, then the turn runs. */
export class Door extends TeamsAdapter {
  readonly #settings: DoorSettings;

  constructor(settings: DoorSettings) {
    super(authenticationSettings(settings), new InboundOnly(settings.appId));
    this.#settings = settings;
  }

  /** Who sent this, by the SDK's own validation; throws for everything but a token that Teams made for us. */
  async authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    this.#refuseForeignIssuers(authorization);
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }

  async turn(
    caller: AuthenticateRequestResult,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(caller, activity, logic);
  }

  /**
   * Without this the SDK also lets in what any Entra tenant issued to our app id ("emulator", "skill"), and remembers
   * the tenant of every unchecked token it is shown, for ever.
   */
  #refuseForeignIssuers(authorization: string): void {
    const claims = decodeJwt(authorization.replace(/^Bearer /, ''));
    const tenant = claims['tid'];
    if (claims.iss !== CHANNEL_ISSUER) throw new Error('The token was not issued by the Bot Framework.');
    if (tenant !== undefined && tenant !== this.#settings.tenantId)
      throw new Error('The token names a foreign tenant.');
  }
}

/** Messages leave through the outbox and our own connector client: what the SDK tries to send by itself is a mistake. */
class InboundOnly extends ServiceClientCredentialsFactory {
  readonly #appId: string;

  constructor(appId: string) {
    super();
    this.#appId = appId;
  }

  override async isValidAppId(appId: string): Promise<boolean> {
    return appId === this.#appId;
  }

  override async isAuthenticationDisabled(): Promise<boolean> {
    return false;
  }

  /** The SDK asks for credentials at the start of every turn; that they cannot sign shows only when it sends. */
  override async createCredentials(): Promise<ServiceClientCredentials> {
    return {
      signRequest: async () => {
        throw new Error('The SDK must not send; messages go through the outbox.');
      },
    };
  }
}

/** All seven addresses are given: one that is missing would be filled from the SDK's own idea of the cloud. */
function authenticationSettings({ appId, tenantId, metadataUrl }: DoorSettings): Record<string, string> {
  return {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenantId,
    MicrosoftAppType: 'SingleTenant',
    ValidateAuthority: 'true',
    CallerId: 'urn:botframework:azure',
    OAuthUrl: CHANNEL_ISSUER,
    ToBotFromChannelTokenIssuer: CHANNEL_ISSUER,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: 'https://emulators-are-not-let-in.invalid/',
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${tenantId}`,
    ToChannelFromBotOAuthScope: CHANNEL_ISSUER,
  };
}
