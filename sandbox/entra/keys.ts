import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** One RSA key pair under a name, as Entra and the Bot Framework publish theirs. */
export class SigningKey {
  readonly kid: string;
  readonly publicKey: CryptoKey;
  readonly #privateKey: CryptoKey;
  readonly #jwk: JWK;

  private constructor(kid: string, pair: { publicKey: CryptoKey; privateKey: CryptoKey }, jwk: JWK) {
    this.kid = kid;
    this.publicKey = pair.publicKey;
    this.#privateKey = pair.privateKey;
    this.#jwk = jwk;
  }

  static async make(kid: string): Promise<SigningKey> {
    const pair = await generateKeyPair('RS256', { modulusLength: 2048 });
    return new SigningKey(kid, pair, await exportJWK(pair.publicKey));
  }

  async sign(claims: JWTPayload): Promise<string> {
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.kid })
      .sign(this.#privateKey);
  }

  /** The public half, as a JWKS document lists it. */
  published(): JWK {
    return { ...this.#jwk, kid: this.kid, use: 'sig', alg: 'RS256' };
  }
}

/** The tenant signs for Graph and single sign-on; the Bot Framework signs what Teams sends to a bot. */
export type Keys = { readonly tenant: SigningKey; readonly botFramework: SigningKey };

/** New keys for one run of the sandbox: their names differ from run to run, as after a rollover. */
export async function makeKeys(): Promise<Keys> {
  const run = crypto.randomUUID().slice(0, 8);
  const [tenant, botFramework] = await Promise.all([
    SigningKey.make(`tenant-${run}`),
    SigningKey.make(`botframework-${run}`),
  ]);
  return { tenant, botFramework };
}
