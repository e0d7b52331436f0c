// Draws teams/*.png from the SVG beside them, with headless Chromium. Run by hand after a change of a drawing; both are committed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'teams');
const CHROMIUM = process.argv[2] ?? '/usr/bin/chromium';

for (const [name, size] of [
  ['color', 192],
  ['outline', 32],
]) {
  const work = mkdtempSync(join(tmpdir(), 'icon-'));
  try {
    const page = join(work, 'page.html');
    const shot = join(work, 'shot.png');
    const svg = readFileSync(join(FOLDER, `${name}.svg`), 'utf8');
    writeFileSync(page, `<style>body{margin:0}svg{display:block}</style>${svg}`);
    // Windows smaller than this are not kept to by every Chromium; the icon is cut out of it.
    const window = ['--window-size=640,640', '--force-device-scale-factor=1', '--default-background-color=00000000'];
    const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--user-data-dir=${work}`];
    execFileSync(CHROMIUM, [...quiet, ...window, `--screenshot=${shot}`, `file://${page}`], { stdio: 'ignore' });
    const icon = new PNG({ width: size, height: size });
    PNG.bitblt(PNG.sync.read(readFileSync(shot)), icon, 0, 0, size, size, 0, 0);
    writeFileSync(join(FOLDER, `${name}.png`), PNG.sync.write(icon, { deflateLevel: 9 }));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
