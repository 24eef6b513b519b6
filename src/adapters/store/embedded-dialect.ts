import {
  PGliteAdapter,
  PGliteDialect,
  PGliteDriver,
  type DatabaseConnection,
  type Driver,
  type PGliteDialectConfig,
  type QueryCompiler,
  type TransactionSettings,
} from 'kysely';

type Compile = QueryCompiler['compileQuery'];

/**
 * kysely's own PGlite dialect lets one caller in at a time and keeps the next one waiting for the disk. Here each caller
 * has a lane of its own: PGlite still runs one after the other, but those who wait for the disk share one sync.
 */
export class EmbeddedDialect extends PGliteDialect {
  readonly #config: PGliteDialectConfig;

  constructor(config: PGliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new LanesDriver(this.#config);
  }

  override createAdapter(): PGliteAdapter {
    return new LanesAdapter();
  }
}

class LanesAdapter extends PGliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/** Hands out connections of kysely's driver, each from a driver of its own over the same PGlite. */
class LanesDriver implements Driver {
  readonly #config: PGliteDialectConfig;
  readonly #idle: DatabaseConnection[] = [];
  readonly #lanes = new WeakMap<DatabaseConnection, Driver>();

  constructor(config: PGliteDialectConfig) {
    this.#config = config;
  }

  async init(): Promise<void> {
    this.#idle.push(await this.#openLane());
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#idle.pop() ?? (await this.#openLane());
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#idle.push(connection);
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await this.#laneOf(connection).beginTransaction(connection, settings);
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#laneOf(connection).commitTransaction(connection);
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#laneOf(connection).rollbackTransaction(connection);
  }

  async savepoint(connection: DatabaseConnection, name: string, compile: Compile): Promise<void> {
    await this.#laneOf(connection).savepoint?.(connection, name, compile);
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string, compile: Compile): Promise<void> {
    await this.#laneOf(connection).rollbackToSavepoint?.(connection, name, compile);
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string, compile: Compile): Promise<void> {
    await this.#laneOf(connection).releaseSavepoint?.(connection, name, compile);
  }

  /** Whoever opened PGlite closes it. */
  async destroy(): Promise<void> {
    this.#idle.length = 0;
  }

  async #openLane(): Promise<DatabaseConnection> {
    const lane: Driver = new PGliteDriver(this.#config);
    await lane.init();
    const connection = await lane.acquireConnection();
    this.#lanes.set(connection, lane);
    return connection;
  }

  #laneOf(connection: DatabaseConnection): Driver {
    const lane = this.#lanes.get(connection);
    if (!lane) throw new TypeError('A connection of another driver.');
    return lane;
  }
}
