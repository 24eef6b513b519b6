import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Bytes = Buffer<ArrayBuffer>;
type Asked = { readonly challenge: string; readonly rp?: { readonly id?: string }; readonly rpId?: string };

/** A security key in software: what a browser and an authenticator do together, by hand. */
export class SoftwareKey {
  readonly id = randomBytes(16).toString('base64url');
  readonly #privateKey: KeyObject;
  readonly #cose: Bytes;
  #counter = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#privateKey = privateKey;
    this.#cose = map([
      [uint(1), uint(2)],
      [uint(3), negative(-7)],
      [negative(-1), uint(1)],
      [negative(-2), bytes(Buffer.from(x, 'base64url'))],
      [negative(-3), bytes(Buffer.from(y, 'base64url'))],
    ]);
  }

  create(
    asked: Asked,
    how: {
      readonly origin: string;
      readonly aaGuid?: string;
      readonly isSynced?: boolean;
      readonly isSelfAttested?: boolean;
    },
  ) {
    const clientDataJSON = clientData('webauthn.create', asked.challenge, how.origin);
    const authData = this.#authData(asked.rp?.id ?? 'localhost', {
      flags: 0x45 | (how.isSynced ? 0x18 : 0),
      attested: Buffer.concat([
        Buffer.from((how.aaGuid ?? '').replaceAll('-', '').padEnd(32, '0'), 'hex'),
        Buffer.from([0, 16]),
        Buffer.from(this.id, 'base64url'),
        this.#cose,
      ]),
    });
    const statement = how.isSelfAttested
      ? map([
          [text('alg'), negative(-7)],
          [text('sig'), bytes(this.#sign(authData, clientDataJSON))],
        ])
      : map([]);
    const attestationObject = map([
      [text('fmt'), text(how.isSelfAttested ? 'packed' : 'none')],
      [text('attStmt'), statement],
      [text('authData'), bytes(authData)],
    ]);
    return this.#credential({
      clientDataJSON: clientDataJSON.toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
    });
  }

  get(asked: Asked, how: { readonly origin: string }) {
    const clientDataJSON = clientData('webauthn.get', asked.challenge, how.origin);
    const authData = this.#authData(asked.rpId ?? 'localhost', { flags: 0x05, attested: Buffer.alloc(0) });
    return this.#credential({
      clientDataJSON: clientDataJSON.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: this.#sign(authData, clientDataJSON).toString('base64url'),
    });
  }

  #credential<Response>(response: Response) {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #authData(rpId: string, { flags, attested }: { readonly flags: number; readonly attested: Bytes }): Bytes {
    this.#counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([
      createHash('sha256').update(rpId).digest(),
      Buffer.from([flags]),
      counter,
      attested,
    ]);
  }

  #sign(authData: Bytes, clientDataJSON: Bytes): Bytes {
    const hash = createHash('sha256').update(clientDataJSON).digest();
    return Buffer.from(sign('sha256', Buffer.concat([authData, hash]), this.#privateKey));
  }
}

function clientData(type: string, challenge: string, origin: string): Bytes {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

// CBOR, as far as an attestation needs it. https://www.rfc-editor.org/rfc/rfc8949
function head(major: number, length: number): Bytes {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}

function uint(value: number): Bytes {
  return head(0, value);
}

function negative(value: number): Bytes {
  return head(1, -1 - value);
}

function bytes(value: Bytes): Bytes {
  return Buffer.concat([head(2, value.length), value]);
}

function text(value: string): Bytes {
  return Buffer.concat([head(3, value.length), Buffer.from(value)]);
}

function map(entries: readonly (readonly [Bytes, Bytes])[]): Bytes {
  return Buffer.concat([head(5, entries.length), ...entries.flat()]);
}
