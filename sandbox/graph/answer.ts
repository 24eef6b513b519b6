/** A JSON object as Graph sends and takes it. */
export type Json = Readonly<Record<string, unknown>>;

export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** 200 with what was asked for. */
export const ok = (body: unknown): Answer => ({ status: 200, body });

/** 201 with what was made, or with nothing where Graph sends nothing. */
export const created = (body?: Json): Answer => ({ status: 201, ...(body ? { body } : {}) });

/** 202: taken, done later. */
export const accepted = (): Answer => ({ status: 202 });

/** 204: done, nothing to say. */
export const noContent = (): Answer => ({ status: 204 });

/** An error in Graph's shape; the service adds `innerError`. */
export const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});

export const badRequest = (message: string, code = 'Request_BadRequest'): Answer =>
  refuse(400, code, message);

export const notFound = (id: string): Answer =>
  refuse(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  );

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The error code of a refusal, when it is one. */
export const errorOf = (answer: Answer): { code: string; message: string } | undefined => {
  if (answer.status < 400 || !isRecord(answer.body) || !isRecord(answer.body['error'])) return undefined;
  const { code, message } = answer.body['error'];
  return { code: String(code), message: String(message) };
};
