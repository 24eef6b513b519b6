import { ago, idFor } from './ids.ts';
import type { SandboxDevice } from './model.ts';

type Kind = Omit<SandboxDevice, 'id' | 'deviceName' | 'lastSyncDateTime'> & { readonly short: string };

const fine = { complianceState: 'compliant', isManaged: true } as const;
const unknown = { complianceState: 'unknown', isManaged: false } as const;

/** The words of the people tables. */
const DEVICES: Readonly<Record<string, Kind>> = {
  'windows-11': windows('10.0.26100.4652', 'Surface Laptop 7'),
  'windows-10': { ...windows('10.0.19045.5965', 'Latitude 5420'), complianceState: 'inGracePeriod' },
  'windows-bad': { ...windows('10.0.22631.3007', 'Latitude 7440'), complianceState: 'noncompliant' },
  'shared-pc': { ...windows('10.0.26100.4652', 'OptiPlex 7020'), short: 'SHARED' },
  mac: {
    ...fine,
    short: 'MAC',
    operatingSystem: 'macOS',
    osVersion: '15.6',
    manufacturer: 'Apple',
    model: 'MacBook Air',
  },
  linux: {
    ...unknown,
    short: 'LINUX',
    operatingSystem: 'Linux',
    osVersion: '24.04',
    manufacturer: 'Framework',
    model: 'Laptop 13',
  },
  'iphone-26': iphone('26.1', 'iPhone 17'),
  'iphone-18': iphone('18.6.2', 'iPhone 15'),
  'iphone-15': iphone('15.8.4', 'iPhone 7'),
  'own-iphone': { ...iphone('18.6.2', 'iPhone 14'), ...unknown },
  'pixel-9': android('16', 'Google', 'Pixel 9'),
  'pixel-8': android('15', 'Google', 'Pixel 8'),
  'android-12': android('12', 'samsung', 'Galaxy S10'),
  'android-8': android('8.1.0', 'samsung', 'Galaxy J5'),
  'own-android': { ...android('15', 'samsung', 'Galaxy A55'), ...unknown },
};

/** A device of that kind in this person's hands; it was last seen a little before now. */
export function deviceNamed(word: string, owner: string, now: Date): SandboxDevice {
  const kind = DEVICES[word];
  if (!kind) throw new Error(`No device is called “${word}”. Add it to devices.ts.`);
  const { short, ...facts } = kind;
  return {
    ...facts,
    id: idFor(owner, word),
    deviceName: `${short}-${idFor(owner, word, 'name').slice(0, 3).toUpperCase()}`,
    lastSyncDateTime: ago(now, 0, 95),
  };
}

function windows(osVersion: string, model: string): Kind {
  const manufacturer = model.startsWith('Surface') ? 'Microsoft Corporation' : 'Dell Inc.';
  return { ...fine, short: 'PC', operatingSystem: 'Windows', osVersion, manufacturer, model };
}

function iphone(osVersion: string, model: string): Kind {
  return { ...fine, short: 'IPHONE', operatingSystem: 'iOS', osVersion, manufacturer: 'Apple', model };
}

function android(osVersion: string, manufacturer: string, model: string): Kind {
  return { ...fine, short: 'ANDROID', operatingSystem: 'Android', osVersion, manufacturer, model };
}
