// The files that browsers get, held in memory with their packed forms: a name that is not in the table is not served, so no
// path can lead anywhere. Names with a hash never change; the others are asked for again.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Request, RequestHandler, Response } from 'restify';
import { Fault } from '../errors';
import { refuse } from './refusals';

export interface Asset {
  readonly type: string;
  readonly caching: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

/** What the build has made: the page's files by path under /assets, and where each stands. */
export interface BuiltPage {
  readonly files: ReadonlyMap<string, Asset>;
  /** The folder of the page's own files, such as "page-1f0c…". */
  readonly page: string;
  readonly webChat: string;
  readonly widget: string;
  readonly summaryCss: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const FOR_EVER = 'public, max-age=31536000, immutable';
const FOR_MINUTES = 'public, max-age=300';

/** Beside this file's compiled form, or in dist/ where it runs from its source. */
const FOLDER = [join(__dirname, '..', '..', 'public'), join(__dirname, '..', '..', 'dist', 'public')].find((folder) =>
  existsSync(join(folder, 'manifest.json')),
);

/** Reads what the build has made. Throws a Fault PAGE_NOT_BUILT where that is missing. */
export function readBuiltPage(): BuiltPage {
  if (FOLDER === undefined) {
    throw new Fault('PAGE_NOT_BUILT', 'The files of the web page are missing. Run: npm run build');
  }
  const folder = FOLDER;
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const { page, webChat } = JSON.parse(text('manifest.json')) as { page: string; webChat: string };
  const files = new Map(
    readdirSync(join(folder, 'assets'), { recursive: true, encoding: 'utf8' })
      .filter((name) => Object.hasOwn(TYPES, extname(name)))
      .map((name) => [name.replaceAll('\\', '/'), fileAsset(join(folder, 'assets', name))] as const),
  );
  return { files, page, webChat, widget: text('widget.js'), summaryCss: text(join('assets', page, 'summary.css')) };
}

function fileAsset(path: string): Asset {
  const packed = (ending: string): Buffer | undefined =>
    existsSync(path + ending) ? readFileSync(path + ending) : undefined;
  return assetOf(readFileSync(path), extname(path), { caching: FOR_EVER, gzip: packed('.gz'), brotli: packed('.br') });
}

/** Text made at start, under a name that stays while the text may change. */
export function textAsset(text: string, extension: '.js' | '.css', { forEver = false } = {}): Asset {
  return assetOf(Buffer.from(text), extension, { caching: forEver ? FOR_EVER : FOR_MINUTES });
}

interface Form {
  readonly caching: string;
  readonly gzip?: Buffer | undefined;
  readonly brotli?: Buffer | undefined;
}

function assetOf(plain: Buffer, extension: string, { caching, gzip, brotli }: Form): Asset {
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    caching,
    etag: createHash('sha256').update(plain).digest('base64url').slice(0, 16),
    plain,
    gzip: gzip ?? gzipSync(plain),
    brotli: brotli ?? brotliCompressSync(plain),
  };
}

/** GET /assets/*: a file of the page, or the colours. */
export function createAssetsHandler(assets: ReadonlyMap<string, Asset>): RequestHandler {
  return async (request, response) => {
    const asset = assets.get(String(request.params['*'] ?? ''));
    if (asset) sendAsset(request, response, asset);
    else refuse(response, 404);
  };
}

/** Sends one file in the form that the browser takes; nothing but "not modified" where it has it already. */
export function sendAsset(request: Request, response: Response, asset: Asset): void {
  // Its types know none of these; it gives false where the browser takes nothing of them.
  const encoding = (request.acceptsEncoding(['br', 'gzip', 'identity'] as never) as string | false) || 'identity';
  const form = encoding === 'br' ? 'brotli' : encoding === 'gzip' ? 'gzip' : 'plain';
  const etag = `"${asset.etag}${form === 'plain' ? '' : `-${form}`}"`;
  const headers: Record<string, string> = {
    'Content-Type': asset.type,
    'Cache-Control': asset.caching,
    ETag: etag,
    Vary: 'Accept-Encoding',
    // Pages of other sites load the widget, also those that shut out what does not say so.
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...(form === 'plain' ? {} : { 'Content-Encoding': encoding }),
  };
  const known = (request.header('if-none-match', '') as string).split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (known.includes(etag)) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  response.writeHead(200, { ...headers, 'Content-Length': String(asset[form].length) });
  response.end(asset[form]);
}
