import assert from 'node:assert/strict';
import { deviceFrom } from '../../../src/adapters/graph/devices.ts';

describe('a device from Intune', () => {
  for (const [operatingSystem, system] of [
    ['Windows', 'windows'],
    ['iOS', 'ios'],
    ['iPadOS', 'ios'],
    ['Android', 'android'],
    ['AndroidForWork', 'android'],
    ['macOS', 'macos'],
    ['Mac OS X', 'macos'],
    ['Linux', 'other'],
    [null, 'other'],
  ] as const) {
    it(`with ${operatingSystem ?? 'no system'} is ${system}`, () => {
      assert.deepEqual(deviceFrom({ deviceName: 'PC-7', operatingSystem, osVersion: '10.0.26100' }), {
        name: 'PC-7',
        system,
        version: '10.0.26100',
      });
    });
  }
});
