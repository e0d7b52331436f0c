// Makes dist/public: the page's scripts and styles under a name that bears their hash, Web Chat's own bundle beside them, the
// widget; all packed. Does nothing where nothing has changed.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCE = join(ROOT, 'src', 'http', 'public');
const TARGET = join(ROOT, 'dist', 'public');

export function buildWeb() {
  const require = createRequire(import.meta.url);
  const webChatPackage = join(ROOT, 'node_modules', 'botframework-webchat', 'package.json');
  const { version } = JSON.parse(readFileSync(webChatPackage, 'utf8'));
  const stamp = hashOf(
    [fileURLToPath(import.meta.url), ...filesIn(SOURCE)].map((file) => readFileSync(file)),
    version,
  );
  const manifest = join(TARGET, 'manifest.json');
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).stamp === stamp) return;

  mkdirSync(dirname(TARGET), { recursive: true });
  const work = mkdtempSync(join(dirname(TARGET), 'public-'));
  try {
    const compiled = join(work, 'compiled');
    const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
    execFileSync(process.execPath, [tsc, '-p', SOURCE, '--outDir', compiled], { stdio: 'inherit' });

    const made = join(work, 'made');
    mkdirSync(join(made, 'assets'), { recursive: true });
    renameSync(join(compiled, 'widget.js'), join(made, 'widget.js'));
    for (const file of filesIn(SOURCE)) {
      if (['.css', '.svg'].includes(extname(file))) cpSync(file, join(compiled, file.slice(SOURCE.length + 1)));
    }
    const page = `page-${hashOf(filesIn(compiled).map((file) => readFileSync(file)))}`;
    renameSync(compiled, join(made, 'assets', page));
    const bundle = readFileSync(join(dirname(webChatPackage), 'dist', 'webchat.js'));
    const webChat = `webchat-${version}-${hashOf([bundle])}.js`;
    writeFileSync(join(made, 'assets', webChat), bundle);
    for (const file of filesIn(join(made, 'assets'))) pack(file);
    writeFileSync(join(made, 'manifest.json'), JSON.stringify({ stamp, page, webChat }));

    rmSync(TARGET, { recursive: true, force: true });
    renameSync(made, TARGET);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function pack(file) {
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  // The highest quality takes ten seconds for Web Chat, and saves a tenth.
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hashOf(parts, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 12);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildWeb();
