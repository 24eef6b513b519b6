import type { Device } from '../../core/route.ts';
import { textIn, type Json } from './json.ts';

/** What Intune calls the systems, in lower case and as beginnings: `AndroidForWork`, `iPadOS`, `Mac OS X`. */
const SYSTEMS: readonly (readonly [beginning: string, system: Device['system']])[] = [
  ['windows', 'windows'],
  ['ios', 'ios'],
  ['ipados', 'ios'],
  ['android', 'android'],
  ['mac', 'macos'],
];

/** One item of managedDevices. */
export function deviceFrom(device: Json): Device {
  const system = textIn(device['operatingSystem'])?.toLowerCase() ?? '';
  return {
    name: textIn(device['deviceName']) ?? '',
    system: SYSTEMS.find(([beginning]) => system.startsWith(beginning))?.[1] ?? 'other',
    version: textIn(device['osVersion']) ?? '',
  };
}
