// The process: reads the settings, starts, stops on a signal. The only process.exit.
import { ContentError } from '../knowledge';
import { createApp } from './app';
import { parseConfig, readEnvironment } from './config';
import { codeOf, Fault } from './errors';
import { createLog, errorFields } from './log';
import { StateError } from './state/state-error';

/** The longest that turns at hand may take once a signal has come. */
const STOP_WITHIN_MILLISECONDS = 15_000;

async function main(): Promise<void> {
  const config = parseConfig(readEnvironment());
  const log = createLog(config.LOG_LEVEL);
  const app = createApp(config, { log });

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ event: 'stopping', signal });
    setTimeout(() => {
      log.error({ event: 'stop-timed-out' });
      process.exit(1);
    }, STOP_WITHIN_MILLISECONDS).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ event: 'stop-failed', ...errorFields(error) });
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.on('uncaughtException', (error) => {
    // Node would print the message, which may hold what a patient wrote.
    log.fatal({ event: 'uncaught-exception', ...errorFields(error) });
    process.exit(1);
  });
  process.on('unhandledRejection', (error) => log.error({ event: 'unhandled-rejection', ...errorFields(error) }));

  const { url } = await app.start();
  // For a person at a terminal; whoever collects the log gets JSON lines alone.
  if (process.stdout.isTTY) {
    const staff = config.authenticated ? '' : 'For clinic staff, with traces: npm run playground\n';
    process.stdout.write(`\nOpen ${url} to chat.\n${staff}\n`);
  }
}

main().catch((error: unknown) => {
  // Before anything is served, no message can hold what a patient wrote: these are for whoever starts the service.
  const known = [Fault, ContentError, StateError].some((kind) => error instanceof kind);
  const words = known || !(error instanceof Error) ? String(error) : (error.stack ?? error.message);
  process.stderr.write(`Not started. ${codeOf(error)}\n${words}\n`);
  process.exit(1);
});
