import net from 'node:net';
import { startApp, post, createPatient } from '../../support/running-app';
const raw = (port: number, text: string, ms = 1500) => new Promise<string>((resolve) => {
  const s = net.connect(port, '127.0.0.1'); let out = '';
  s.on('data', (d) => { out += d; }); s.on('close', () => resolve(out)); s.on('error', (e) => resolve(out + ' ERR ' + e.message));
  s.write(text); setTimeout(() => { resolve(out + ' [still open]'); s.destroy(); }, ms);
});
test('probe', async () => {
  const app = await startApp();
  const port = Number(new URL(app.url).port);
  const log: string[] = [];
  const show = async (name: string, r: Response | Promise<Response>) => { const x = await r; log.push(`${name}: ${x.status} ${x.headers.get('content-type')} ${(await x.text()).slice(0, 150)}`); };
  const act = { type: 'message', id: '1', text: 'hi', channelId: 'emulator', serviceUrl: 'http://localhost', deliveryMode: 'expectReplies', from: { id: 'p' }, conversation: { id: 'c' } };
  for (const accept of ['text/plain', 'text/html', 'application/javascript', 'application/octet-stream', 'image/png', ';;;', 'application/json;q=0'])
    { await show('accept ' + accept, fetch(`${app.url}/healthz?callback=alert`, { headers: { accept } })); await show('post accept ' + accept, post(app, act, { accept })); }
  await show('invoke', post(app, { ...act, type: 'invoke' }));
  await show('invoke2', post(app, { ...act, type: 'invoke', deliveryMode: undefined }));
  await show('text/plain', post(app, act, { 'content-type': 'text/plain' }));
  await show('multipart', post(app, act, { 'content-type': 'multipart/form-data' }));
  await show('octet', post(app, act, { 'content-type': 'application/octet-stream' }));
  await show('gzip junk?', Promise.resolve(new Response('skipped')));
  await show('br', post(app, act, { 'content-encoding': 'br' }));
  await show('md5', post(app, act, { 'content-md5': 'aaaa' }));
  await show('413', post(app, { ...act, text: 'a'.repeat(300000) }));
  await show('413deep', post(app, '['.repeat(200000)));
  await show('deep', post(app, '['.repeat(100000) + ']'.repeat(100000)));
  for (const n of [500, 2000, 5000, 8000]) await show('deepconv' + n, post(app, JSON.stringify({ ...act, conversation: { id: 'cc' + n, x: 1 } }).replace('"x":1', '"x":' + '['.repeat(n) + ']'.repeat(n))));
  for (const m of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'GET']) await show(m, fetch(`${app.url}/api/messages`, { method: m }));
  for (const p of ['/', '//', '/%', '/%2e%2e/etc/passwd', '/api//messages', '/api/messages/', '/api/messages/../../x', '/metrics/', '/%00', '/api/messages;x', '/healthz?%', '/' + 'a'.repeat(5000), '/healthz/%ff']) log.push(p.slice(0, 40) + ' -> ' + (await raw(port, `GET ${p} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).split('\r\n').filter((l, i) => i === 0 || /^{|content-type/i.test(l)).join(' | '));
  log.push('absolute ' + (await raw(port, `GET http://evil.example/healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).slice(0, 60));
  log.push('star ' + (await raw(port, `OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).slice(-160));
  log.push('foo ' + (await raw(port, `FOO / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).slice(0, 160));
  log.push('upgrade ' + (await raw(port, `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)).slice(0, 160));
  log.push('connect ' + (await raw(port, `CONNECT evil:80 HTTP/1.1\r\nHost: x\r\n\r\n`)).slice(0, 160));
  log.push('expect ' + (await raw(port, `POST /api/messages HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`)).slice(0, 160));
  log.push('version ' + (await raw(port, `GET /healthz HTTP/1.1\r\nHost: x\r\nAccept-Version: 99\r\nConnection: close\r\n\r\n`)).slice(0, 460));
  log.push('dupheaders ' + (await raw(port, `POST /api/messages HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Type: application/json\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`)).slice(0, 460));
  log.push('bigheader ' + (await raw(port, `GET /healthz HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(20000)}\r\n\r\n`)).slice(0, 160));
  console.log(log.join('\n'));
  await Promise.race([app.stop(), new Promise((r) => setTimeout(r, 3000))]).then(() => console.log('stopped'));
}, 30000);
