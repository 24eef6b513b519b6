import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';

type Validate = ((data: unknown) => boolean) & { errors?: readonly unknown[] | null };
type Ajv = { compile(schema: object): Validate };

// Both libraries are CommonJS and type their default export as if they were not.
const load = createRequire(import.meta.url);
const Draft04 = (load('ajv-draft-04') as { default: new (options: object) => Ajv }).default;
const addFormats = (load('ajv-formats') as { default: (ajv: Ajv) => void }).default;

const SCHEMAS = 'node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30/';
const GUID = '00000000-0000-4000-8000-000000000000';
const FILLED: Readonly<Record<string, string>> = {
  TEAMS_APP_ID: GUID,
  BOT_ID: GUID,
  BOT_DOMAIN: 'keywave.example',
  APP_NAME_SUFFIX: '-dev',
};

type Manifest = {
  readonly manifestVersion: string;
  readonly name: { readonly short: string };
  readonly icons: Readonly<Record<string, string>>;
  readonly bots: readonly { readonly commandLists: readonly { readonly commands: readonly unknown[] }[] }[];
  readonly staticTabs: readonly { readonly name?: string }[];
  readonly localizationInfo: { readonly additionalLanguages: readonly { readonly file: string }[] };
};

describe('the app package', () => {
  const manifest = JSON.parse(
    read('appPackage/manifest.json').replaceAll(
      /\$\{\{(\w+)\}\}/g,
      (_, name: string) => FILLED[name] ?? GUID,
    ),
  ) as Manifest;

  it("keeps to Microsoft's schema once its holes are filled", () => {
    assertValid('MicrosoftTeams.schema.json', manifest, 'appPackage/manifest.json');
  });

  for (const [icon, pixels, hasTransparency] of [
    ['color', 192, false],
    ['color32x32', 32, true],
    ['outline', 32, true],
  ] as const) {
    it(`has the icon ${icon} in ${pixels} × ${pixels} pixels`, () => {
      const file = `appPackage/${manifest.icons[icon] ?? ''}`;
      const png = readFileSync(file);
      assert.equal(png.subarray(1, 4).toString(), 'PNG', `${file} is no PNG: run \`node scripts/icons.ts\``);
      assert.deepEqual(
        [png.readUInt32BE(16), png.readUInt32BE(20)],
        [pixels, pixels],
        `${file} has another size`,
      );
      // Colour type 6 is colour with transparency.
      if (hasTransparency) assert.equal(png[25], 6, `${file} must be transparent around the sign`);
    });
  }

  for (const { file } of manifest.localizationInfo.additionalLanguages) {
    it(`is translated in full in ${file}`, () => {
      const words = JSON.parse(read(`appPackage/${file}`)) as Record<string, string>;
      assertValid('MicrosoftTeams.Localization.schema.json', words, `appPackage/${file}`);
      const missing = keysToTranslate(manifest).filter((key) => !words[key]?.trim());
      assert.deepEqual(missing, [], `Translate these in appPackage/${file}.`);
    });
  }
});

describe('what is filled in when the app is provisioned', () => {
  const provided = new Set([...namesIn('env/.env.dev'), 'SECRET_DATABASE_PASSWORD']);

  for (const file of ['appPackage/manifest.json', 'infra/azure.parameters.json', 'teamsapp.yml']) {
    it(`is known for ${file}`, () => {
      const wanted = [...read(file).matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name);
      const unknown = wanted.filter((name) => !provided.has(name));
      assert.deepEqual(unknown, [], 'Add these to env/.env.dev, or correct their names.');
    });
  }

  it('leads to files that are there', () => {
    const files = [...JSON.stringify(parse(read('teamsapp.yml'))).matchAll(/"(\.\/[^"$]+\.\w+)"/g)]
      .map(([, file = '']) => file)
      .filter((file) => !file.includes('/build/'));
    assert.ok(files.length >= 3, 'the files of teamsapp.yml were not found');
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
      'teamsapp.yml names these.',
    );
  });

  it('matches parameter by parameter', () => {
    const asked = [...read('infra/azure.bicep').matchAll(/^param (\w+) \w+( =)?/gm)];
    const required = asked.filter(([, , standard]) => !standard).map(([, name]) => name);
    const given = Object.keys(
      (JSON.parse(read('infra/azure.parameters.json')) as { parameters: object }).parameters,
    );
    assert.deepEqual(
      given.toSorted(),
      required.toSorted(),
      'azure.parameters.json and azure.bicep disagree.',
    );
  });

  it('gives the app only settings that it knows', () => {
    const [, settings = ''] = /name: 'appsettings'([\s\S]*?)\n  \}\n/.exec(read('infra/azure.bicep')) ?? [];
    const given = [...settings.matchAll(/^ {6}([A-Z_]+):/gm)].map(([, name = '']) => name);
    const known = namesIn('env/.env.example');
    const strangers = given.filter((name) => !known.includes(name) && !/^(WEBSITES?|SCM)_/.test(name));
    assert.ok(given.includes('BOT_ID'), 'the settings of azure.bicep were not found');
    assert.deepEqual(strangers, [], 'infra/azure.bicep sets what env/.env.example does not list.');
  });
});

function assertValid(schema: string, data: unknown, file: string): void {
  const ajv = new Draft04({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(read(SCHEMAS + schema)) as object);
  assert.ok(validate(data), `${file} breaks Microsoft's schema: ${JSON.stringify(validate.errors, null, 2)}`);
}

/** Every text of the manifest that people read, by the names that a language file uses. */
function keysToTranslate(manifest: Manifest): readonly string[] {
  const commands = manifest.bots[0]?.commandLists[0]?.commands ?? [];
  return [
    'name.full',
    'description.short',
    'description.full',
    ...manifest.staticTabs.flatMap(({ name }, index) => (name ? [`staticTabs[${index}].name`] : [])),
    ...commands.flatMap((command, index) =>
      Object.keys(command as object)
        .filter((field) => field !== 'type')
        .map((field) => `bots[0].commandLists[0].commands[${index}].${field}`),
    ),
  ];
}

function namesIn(file: string): readonly string[] {
  return [...read(file).matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name);
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}
