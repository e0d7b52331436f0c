// Values that only stand in for real ones, as they are typed to get something going.
import { isIP } from 'node:net';
import { isLoopback } from '../../config';

/** The fewest different digits of an id that chance has made; fewer come once in 10^12. */
const FEWEST_DIGITS = 6;

/** True for a GUID that a person typed, such as all zeros: real ones are random and say so in their fourth group (RFC 9562). */
export function looksInvented(guid: string): boolean {
  const digits = guid.toLowerCase().replaceAll('-', '');
  const isRandomKind = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(guid);
  return !isRandomKind || new Set(digits).size < FEWEST_DIGITS;
}

/** True for a host that is this machine, an address of a network, or kept for examples (RFC 2606). */
export function isReservedHost(host: string): boolean {
  if (isLoopback(host) || isIP(host.replace(/^\[|\]$/g, '')) !== 0 || !host.includes('.')) return true;
  return /(^|\.)example(\.(com|net|org))?$|\.(localhost|invalid|local|internal)$/.test(host);
}
