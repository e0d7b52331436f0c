// The Teams app: the package is read back as Teams would read it, and each fault is made and found.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { PNG } from 'pngjs';
import { loadContent, localesIn } from '../../../knowledge';
import { checkPackage } from '../../../src/cli/teams/check-package';
import { type GivenSettings, settingsSchema } from '../../../src/config';
import type { CommandResult } from '../../support/command';
import { GIVEN, packageWith, readZip, TEMPLATE, type Template, teamsFile } from '../../support/teams-package';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..', '..');
const content = loadContent();

const make = (given: GivenSettings = GIVEN, change: (template: Template) => void = () => {}) =>
  packageWith(given, () => content, change);

describe('the package', () => {
  test('has the manifest and both icons at its root, and nothing wrong with it', async () => {
    const { zip, faults } = await make();
    expect(faults).toEqual([]);
    const files = await readZip(zip);
    expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
    expect(files.get('color.png')).toEqual(teamsFile('color.png'));
    expect(files.get('outline.png')).toEqual(teamsFile('outline.png'));
    const manifest = JSON.parse(String(files.get('manifest.json')));
    expect(manifest).toMatchObject({
      manifestVersion: '1.25',
      id: GIVEN.MicrosoftAppId,
      developer: {
        name: GIVEN.CLINIC_NAME,
        websiteUrl: GIVEN.PUBLIC_URL,
        privacyUrl: GIVEN.CLINIC_PRIVACY_URL,
        termsOfUseUrl: GIVEN.CLINIC_TERMS_URL,
      },
      bots: [{ botId: GIVEN.MicrosoftAppId, scopes: ['personal', 'team', 'groupChat'] }],
    });
    expect(manifest.description.full).toContain(GIVEN.CLINIC_NAME);
    expect(manifest.description.full).toContain('30 days');
  });

  test("links to the clinic's own site where it has one, and names the days that are set", async () => {
    const { zip, faults } = await make({
      ...GIVEN,
      CLINIC_WEBSITE_URL: 'https://rosewood-skin.test',
      RETENTION_DAYS: '7',
    });
    expect(faults).toEqual([]);
    const { developer, description } = JSON.parse(String((await readZip(zip)).get('manifest.json')));
    expect(developer.websiteUrl).toBe('https://rosewood-skin.test');
    expect(description.full).toContain('7 days');
  });

  test('holds no words of its own in the template: each is a setting or stands in knowledge/', () => {
    const { name, description, developer, bots } = JSON.parse(TEMPLATE);
    const commands = bots[0].commandLists.flatMap((list: { commands: object[] }) => list.commands);
    const words = [name, description, developer, ...commands].flatMap((part) => Object.values(part));
    expect(words.length).toBeGreaterThan(20);
    expect(words.filter((text) => !/^\{\{[\w:-]+\}\}$/.test(String(text)))).toEqual([]);
  });
});

describe('a fault of the settings or of the template is found:', () => {
  const bot = (template: Template): Template['bots'][number] => {
    const [first] = template.bots;
    if (!first) throw new Error('The template has no bot.');
    return first;
  };
  const none = () => {};

  test.each<[id: string, what: string, given: GivenSettings, change: (template: Template) => void]>([
    ['placeholder-left', 'no bot', without('MicrosoftAppId'), none],
    ['placeholder-left', 'no name of the clinic', without('CLINIC_NAME'), none],
    ['placeholder-left', 'the name that .env.example has', { ...GIVEN, CLINIC_NAME: 'the clinic' }, none],
    ['placeholder-left', 'no page on privacy', without('CLINIC_PRIVACY_URL'), none],
    ['placeholder-left', 'no page with terms', without('CLINIC_TERMS_URL'), none],
    ['placeholder-left', 'no web site', without('PUBLIC_URL'), none],
    [
      'placeholder-left',
      'an entry that is not there',
      GIVEN,
      (t) => Object.assign(t.description, { short: '{{entry:x}}' }),
    ],
    [
      'placeholder-left',
      'a setting that is no part of it',
      GIVEN,
      (t) => Object.assign(t.developer, { name: '{{MicrosoftAppPassword}}' }),
    ],
    [
      'placeholder-left',
      'a phrase that needs what the app does not have',
      GIVEN,
      (t) => Object.assign(t.description, { short: '{{phrase:person-phone}}' }),
    ],
    ['setting-invalid', 'a PUBLIC_URL with a path', { ...GIVEN, PUBLIC_URL: 'https://rosewood-skin.test/chat' }, none],
    ['setting-invalid', 'no language', { ...GIVEN, LANGUAGES: ',' }, none],
    ['setting-invalid', 'days that are no number', { ...GIVEN, RETENTION_DAYS: 'a week' }, none],
    ['schema', 'a bot that is no GUID', { ...GIVEN, MicrosoftAppId: 'my-bot' }, none],
    ['bot-id-invented', 'a bot of zeros', { ...GIVEN, MicrosoftAppId: '00000000-0000-0000-0000-000000000000' }, none],
    [
      'bot-id-invented',
      'a bot that was typed',
      { ...GIVEN, MicrosoftAppId: '12345678-1234-1234-1234-123456789012' },
      none,
    ],
    ['link-not-https', 'a page without https', { ...GIVEN, CLINIC_TERMS_URL: 'http://rosewood-skin.test/terms' }, none],
    ['link-unreachable', 'a page of this machine', { ...GIVEN, PUBLIC_URL: 'https://localhost:3978' }, none],
    ['link-unreachable', 'a page by its address', { ...GIVEN, CLINIC_TERMS_URL: 'https://10.0.0.8/terms' }, none],
    [
      'link-unreachable',
      'a page of an example',
      { ...GIVEN, CLINIC_PRIVACY_URL: 'https://www.example.org/privacy' },
      none,
    ],
    ['text-too-long', 'a name of 33 characters', { ...GIVEN, CLINIC_NAME: 'C'.repeat(33) }, none],
    [
      'text-too-long',
      'a title of 129 characters',
      GIVEN,
      (t) => Object.assign(bot(t).commandLists[0]?.commands[0] ?? {}, { title: 'x'.repeat(129) }),
    ],
    [
      'description-repeated',
      'one description in the other',
      GIVEN,
      (t) => Object.assign(t.description, { short: '{{CLINIC_NAME}}' }),
    ],
    ['versions-differ', 'two versions', GIVEN, (t) => Object.assign(t, { manifestVersion: '1.26' })],
    [
      'versions-differ',
      'a schema from elsewhere',
      GIVEN,
      (t) => Object.assign(t, { $schema: 'https://rosewood-skin.test/v1.25.json' }),
    ],
    ['version-unknown', 'a version that never was', GIVEN, (t) => setVersion(t, '1.18')],
    ['team-scope-too-early', 'a team in an early version', GIVEN, (t) => setVersion(t, '1.24')],
    [
      'channel-features-missing',
      'a team without its channels',
      GIVEN,
      (t) => Object.assign(t, { supportsChannelFeatures: undefined }),
    ],
    [
      'channel-types-outdated',
      'what came before',
      GIVEN,
      (t) => Object.assign(t, { supportedChannelTypes: ['privateChannels'] }),
    ],
    [
      'starter-without-scope',
      'starters for nobody',
      GIVEN,
      (t) => Object.assign(bot(t), { scopes: ['personal', 'team'] }),
    ],
    [
      'schema',
      'a scope in other letters',
      GIVEN,
      (t) => Object.assign(bot(t), { scopes: ['Personal', 'team', 'groupChat'] }),
    ],
    ['schema', 'bots that are no list', GIVEN, (t) => Object.assign(t, { bots: { botId: 1 } })],
    [
      'schema',
      'nothing at all',
      GIVEN,
      (t) => Object.keys(t).forEach((key) => void (key.includes('ersion') || key === '$schema' || delete t[key])),
    ],
    ['schema', 'a key that is none', GIVEN, (t) => Object.assign(t, { packageName: 'org.clinic' })],
    ['version-no-number', 'a version in words', GIVEN, (t) => Object.assign(t, { version: 'one' })],
    [
      'icon-missing',
      'an icon that is not there',
      GIVEN,
      (t) => Object.assign(t, { icons: { color: 'colour.png', outline: 'outline.png' } }),
    ],
    [
      'icon-size',
      'the two icons mixed up',
      GIVEN,
      (t) => Object.assign(t, { icons: { color: 'outline.png', outline: 'color.png' } }),
    ],
  ])('%s: %s', async (id, _what, given, change) => {
    const { faults } = await make(given, change);
    expect(faults.map((fault) => fault.id)).toContain(id);
    for (const { what, why, fix } of faults) expect([what, why, fix].filter((words) => words.length < 10)).toEqual([]);
  });

  test('one left placeholder is told once, and not as whatever else follows from it', async () => {
    const { faults } = await make(without('CLINIC_PRIVACY_URL'));
    expect(faults.map(({ id, fix }) => [id, fix.slice(0, 24)])).toEqual([
      ['placeholder-left', 'Set CLINIC_PRIVACY_URL. '],
    ]);
  });

  test('a long name is told with its length, and with the setting that it comes from', async () => {
    const { faults } = await make({ ...GIVEN, CLINIC_NAME: 'The Rosewood Center for Dermatology and Skin Health' });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.what).toContain('51 characters');
    expect(faults[0]?.fix).toContain("CLINIC_NAME='Short Name' npm run teams:pack");
  });
});

describe('a fault of the package is found:', () => {
  const ICONS = { 'color.png': teamsFile('color.png'), 'outline.png': teamsFile('outline.png') };
  let manifest: Buffer;
  beforeAll(async () => {
    manifest = (await readZip((await make()).zip)).get('manifest.json') ?? Buffer.alloc(0);
  });
  const idsOf = async (files: Record<string, Uint8Array>): Promise<string[]> =>
    (await checkPackage(zipSync(files))).map(({ id }) => id);
  const icon = (size: number, pixel: (index: number) => readonly number[]): Buffer => {
    const image = new PNG({ width: size, height: size });
    for (let index = 0; index < size * size; index++) image.data.set(pixel(index), index * 4);
    return PNG.sync.write(image);
  };
  const clear = [0, 0, 0, 0];
  const white = [255, 255, 255, 255];

  test('none in a right one', async () => {
    expect(await idsOf({ 'manifest.json': manifest, ...ICONS })).toEqual([]);
  });

  test('no zip, no manifest, no JSON', async () => {
    expect((await checkPackage(Buffer.from('a letter'))).map(({ id }) => id)).toEqual(['package-unreadable']);
    expect(await idsOf(ICONS)).toEqual(['package-unreadable']);
    expect(await idsOf({ 'manifest.json': Buffer.from('{'), ...ICONS })).toEqual(['package-unreadable']);
    expect(await idsOf({ 'manifest.json': Buffer.from('[]'), ...ICONS })).toEqual(['package-unreadable']);
    expect(await idsOf({ 'manifest.json': Buffer.from(`\ufeff${manifest}`), ...ICONS })).toEqual([
      'package-unreadable',
    ]);
  });

  test('files in a folder, and files that nobody asked for', async () => {
    const inFolder = { 'teams/manifest.json': manifest, 'teams/color.png': ICONS['color.png'] };
    expect(await idsOf(inFolder)).toEqual(['file-not-at-root', 'file-not-at-root', 'package-unreadable']);
    expect(await idsOf({ 'manifest.json': manifest, ...ICONS, '.env': Buffer.from('x') })).toEqual(['file-unknown']);
  });

  test.each([
    ['icon-unreadable', 'outline.png', Buffer.from('GIF89a')],
    ['icon-size', 'outline.png', icon(96, (index) => (index === 0 ? white : clear))],
    ['icon-colors', 'outline.png', icon(32, () => clear)],
    ['icon-colors', 'outline.png', icon(32, () => white)],
    ['icon-colors', 'outline.png', icon(32, (index) => (index === 0 ? [255, 255, 254, 255] : clear))],
    ['icon-colors', 'outline.png', icon(32, (index) => (index === 0 ? [0, 0, 0, 1] : clear))],
    ['icon-size', 'color.png', icon(191, () => white)],
    ['icon-colors', 'color.png', icon(192, (index) => (index === 7 ? [255, 255, 255, 254] : white))],
  ])('%s in %s', async (id, name, bytes) => {
    expect(await idsOf({ 'manifest.json': manifest, ...ICONS, [name]: bytes })).toEqual([id]);
  });
});

describe('npm run teams:pack', () => {
  let folder: string;
  let target: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'teams-pack-'));
    target = join(folder, 'made', 'teams.zip');
    // Whatever would speak to another machine, or ask for its address, ends the command.
    writeFileSync(
      join(folder, 'offline.cjs'),
      `const end = (...what) => { process.stderr.write('network: ' + what); process.exit(99); };
       const connect = require('node:net').Socket.prototype.connect;
       require('node:net').Socket.prototype.connect = function (...given) {
         const [first] = [given[0]].flat();
         return first?.path === undefined ? end('connect') : connect.apply(this, given);
       };
       require('node:dns').lookup = end;
       globalThis.fetch = end;`,
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (settings: Record<string, string>, args: readonly string[] = [target]): Promise<CommandResult> => {
    const env = { PATH: process.env.PATH, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'), ...settings };
    const tsx = pathToFileURL(require.resolve('tsx')).href;
    const command = join(ROOT, 'src', 'cli', 'teams-pack.ts');
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--require', './offline.cjs', '--import', tsx, command, ...args], {
        cwd: folder,
        env,
      });
      let out = '';
      let err = '';
      child.stdout.on('data', (data: Buffer) => {
        out += data.toString();
      });
      child.stderr.on('data', (data: Buffer) => {
        err += data.toString();
      });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, out, err }));
    });
  };

  test('makes the same bytes in every time zone, and speaks to nobody', async () => {
    const [east, west] = [join(folder, 'east.zip'), join(folder, 'west.zip')];
    const results = await Promise.all([
      run({ ...GIVEN, TZ: 'Pacific/Kiritimati' }, [east]),
      run({ ...GIVEN, TZ: 'America/Los_Angeles' }, [west]),
    ]);
    expect(results.map(({ code, err }) => ({ code, err }))).toEqual(Array(2).fill({ code: 0, err: '' }));
    expect(results[0]?.out).toContain(GIVEN.MicrosoftAppId);
    expect(readFileSync(east)).toEqual(readFileSync(west));
    expect([...(await readZip(readFileSync(east))).keys()]).toHaveLength(3);
  });

  test('makes a package of all languages that the settings name, and without a word of those that the chat has then', async () => {
    const [every, named] = [join(folder, 'every.zip'), join(folder, 'named.zip')];
    const { LANGUAGES: _one, ...rest } = GIVEN;
    const results = await Promise.all([
      run({ ...GIVEN, LANGUAGES: localesIn().join(',') }, [every]),
      run(rest, [named]),
    ]);
    expect(results.map(({ code, out, err }) => ({ code, out, err }))).toEqual(
      [every, named].map((file) => ({ code: 0, out: expect.stringContaining(`${file} is made`), err: '' })),
    );
    const languageFiles = async (file: string): Promise<string[]> =>
      [...(await readZip(readFileSync(file))).keys()].filter((name) => /^[a-z]{2}\.json$/.test(name));
    expect(await languageFiles(every)).toEqual(
      localesIn()
        .slice(1)
        .map((locale) => `${locale}.json`),
    );
    expect(await languageFiles(named)).toEqual(
      settingsSchema.shape.LANGUAGES.parse(undefined)
        .slice(1)
        .map((locale) => `${locale}.json`),
    );
  });

  test('a language that nobody wrote is told beside the rest, and there is no package', async () => {
    const { code, out } = await run({ ...GIVEN, LANGUAGES: 'en,tlh', CLINIC_TERMS_URL: 'http://rosewood-skin.test' });
    expect(code).toBe(1);
    expect(out).toContain('error language-missing\n  what  LANGUAGES names "tlh"');
    expect(out).toContain('error link-not-https');
    expect(existsSync(target)).toBe(false);
  });

  test('tells all that is missing at once, ends with 1, and leaves no package from before', async () => {
    expect((await run(GIVEN)).code).toBe(0);
    expect(existsSync(target)).toBe(true);
    const { code, out, err } = await run({ CLINIC_TERMS_URL: 'http://rosewood-skin.test/terms' });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    for (const name of ['MicrosoftAppId', 'CLINIC_NAME', 'CLINIC_WEBSITE_URL', 'CLINIC_PRIVACY_URL'])
      expect(out).toContain(`Nothing stands for {{${name}}}.`);
    expect(out).toContain('error link-not-https\n  what  /developer/termsOfUseUrl');
    expect(out).toContain('5 to mend; no package was made.');
    expect(existsSync(target)).toBe(false);
  });

  test('needs no secret: the password is neither asked for nor packed', async () => {
    const { code } = await run({ ...GIVEN, MicrosoftAppPassword: 'a-secret-of-ours' });
    expect(code).toBe(0);
    const files = await readZip(readFileSync(target));
    expect(String([...files.values()])).not.toContain('a-secret-of-ours');
  });

  test('a wrong call is told so', async () => {
    const { code, err } = await run(GIVEN, ['--owt']);
    expect(code).toBe(2);
    expect(err).toContain('--owt');
  });
});

function without(name: keyof typeof GIVEN): GivenSettings {
  const { [name]: _left, ...rest } = GIVEN;
  return rest;
}

function setVersion(template: Template, version: string): void {
  const address = `https://developer.microsoft.com/en-us/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`;
  Object.assign(template, { manifestVersion: version, $schema: address });
}
