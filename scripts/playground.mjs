// npm run playground: Microsoft's 365 Agents Playground against the running bot, for this machine alone, and without telemetry.
// What is given on the command line goes before what stands here.
import { Server } from 'node:net';
import { parseArgs } from 'node:util';

const DEFAULTS = { 'app-endpoint': 'http://127.0.0.1:3978/api/messages', 'channel-id': 'emulator' };
const options = { 'app-endpoint': { type: 'string', short: 'e' }, 'channel-id': { type: 'string', short: 'c' } };

// By itself it listens on every address of the machine, and whoever comes reads the chat and the log.
const { listen } = Server.prototype;
Server.prototype.listen = function listenHere(port, ...rest) {
  return listen.call(this, { port, host: '127.0.0.1' }, ...rest);
};
// What --disable-telemetry leaves on: the library that would send it reports on itself.
process.env.APPLICATION_INSIGHTS_NO_STATSBEAT = 'true';

const { values } = parseArgs({ options, strict: false });
const missing = Object.entries(DEFAULTS).filter(([name]) => values[name] === undefined);
process.argv.splice(2, 0, 'start', '--disable-telemetry', ...missing.flatMap(([name, value]) => [`--${name}`, value]));

await import('@microsoft/m365agentsplayground/cli.js');
