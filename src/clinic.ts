// The clinic as the conversation knows it, from the settings.
import type { Clinic } from '../dialogs';
import type { Config } from './config';

export function clinicOf(config: Config): Clinic {
  return {
    name: config.CLINIC_NAME,
    ...(config.CLINIC_PHONE === undefined ? {} : { phone: config.CLINIC_PHONE }),
    ...(config.CLINIC_BOOKING_URL === undefined ? {} : { bookingUrl: config.CLINIC_BOOKING_URL }),
    emergencyNumber: config.EMERGENCY_NUMBER,
    crisisLine: config.CRISIS_LINE,
    retentionDays: config.RETENTION_DAYS,
    ...(config.CONTENT_GAPS === 'on' ? { gapDays: config.CONTENT_GAPS_DAYS } : {}),
  };
}
