// The clinic as the conversation and the web pages know it, from the settings.
import type { Clinic } from '../dialogs';
import { type Content, sayPhrase } from '../knowledge';
import type { Config } from './config';
import { LONGEST_TEXT } from './directline/activity';
import type { WebSettings } from './http/web-pages';

export function clinicOf(config: Config, { phrases }: Content): Clinic {
  return {
    name: config.CLINIC_NAME ?? sayPhrase(phrases, 'the-clinic'),
    ...(config.CLINIC_PHONE === undefined ? {} : { phone: config.CLINIC_PHONE }),
    ...(config.CLINIC_BOOKING_URL === undefined ? {} : { bookingUrl: config.CLINIC_BOOKING_URL }),
    emergencyNumber: config.EMERGENCY_NUMBER,
    crisisLine: config.CRISIS_LINE,
    retentionDays: config.RETENTION_DAYS,
    ...(config.CONTENT_GAPS === 'on' ? { gapDays: config.CONTENT_GAPS_DAYS } : {}),
  };
}

export function webSettingsOf(config: Config): WebSettings {
  return {
    color: config.CLINIC_COLOR,
    longestMessage: LONGEST_TEXT,
    embedders: config.WEB_CHAT_ORIGINS,
    services: [
      ...(config.PUBLIC_URL === undefined ? [] : [config.PUBLIC_URL]),
      ...(config.DIRECT_LINE_SECRET === undefined ? [] : [config.DIRECT_LINE_URL]),
    ],
  };
}
