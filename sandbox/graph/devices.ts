import type { SandboxDevice, SandboxUser, TenantData } from '../tenant/model.ts';
import { type Answer, type Json, notFound } from './answer.ts';
import { type Ask, ofUser, type Route } from './ask.ts';
import { collection, entity, found } from './collection.ts';
import { uuidOf } from './user-json.ts';

type Owned = { readonly device: SandboxDevice; readonly owner: SandboxUser };

/** Devices as Intune and as Entra see them. */
export const deviceRoutes: readonly Route[] = [
  {
    operation: 'GET /deviceManagement/managedDevices',
    asks: 'Asks Intune for devices',
    tells: found,
    answer: (ask) => managed(ask, allOf(ask.world.data)),
  },
  {
    operation: 'GET /deviceManagement/managedDevices/{device}',
    asks: 'Asks Intune for a device',
    answer: oneManaged,
  },
  {
    operation: 'GET /users/{user}/managedDevices',
    asks: 'Asks Intune which devices {user} has',
    tells: found,
    answer: ofUser((ask, user) => managed(ask, devicesOf(user))),
  },
  {
    operation: 'GET /users/{user}/registeredDevices',
    asks: 'Asks which devices {user} has registered',
    tells: found,
    answer: ofUser((ask, user) => objects(ask, devicesOf(user))),
  },
  {
    operation: 'GET /users/{user}/ownedDevices',
    asks: 'Asks which devices {user} owns',
    tells: found,
    answer: ofUser((ask, user) => objects(ask, devicesOf(user))),
  },
  {
    operation: 'GET /devices',
    asks: 'Lists the registered devices',
    tells: found,
    answer: (ask) =>
      collection(ask, { name: 'devices', items: allOf(ask.world.data), json: deviceJson, isDirectory: true }),
  },
  { operation: 'GET /devices/{device}', asks: 'Looks a device up', answer: oneDevice },
];

const devicesOf = (owner: SandboxUser): Owned[] => owner.devices.map((device) => ({ device, owner }));

const allOf = (data: TenantData): Owned[] => [
  ...data.users
    .values()
    .filter((user) => user.deletedDateTime === null)
    .flatMap(devicesOf),
];

function managed(ask: Ask, devices: readonly Owned[]): Answer {
  return collection(ask, {
    name: 'deviceManagement/managedDevices',
    items: devices.filter(({ device }) => device.isManaged),
    json: managedJson,
  });
}

function oneManaged(ask: Ask): Answer {
  const id = ask.params['device'] ?? '';
  const hit = allOf(ask.world.data).find(({ device }) => device.isManaged && device.id === id);
  return hit ? entity(ask, 'deviceManagement/managedDevices', managedJson(hit)) : notFound(id);
}

const objects = (ask: Ask, devices: readonly Owned[]): Answer =>
  collection(ask, {
    name: 'directoryObjects',
    items: devices,
    json: (owned) => ({ '@odata.type': '#microsoft.graph.device', ...deviceJson(owned) }),
  });

function oneDevice(ask: Ask): Answer {
  const id = ask.params['device'] ?? '';
  const hit = allOf(ask.world.data).find((owned) => deviceJson(owned)['id'] === id);
  return hit ? entity(ask, 'devices', deviceJson(hit)) : notFound(id);
}

function managedJson({ device, owner }: Owned): Json {
  return {
    id: device.id,
    userId: owner.id,
    deviceName: device.deviceName,
    managedDeviceOwnerType: 'company',
    enrolledDateTime: owner.createdDateTime,
    lastSyncDateTime: device.lastSyncDateTime,
    operatingSystem: device.operatingSystem,
    complianceState: device.complianceState,
    osVersion: device.osVersion,
    azureADRegistered: true,
    azureADDeviceId: directoryIdOf(device),
    emailAddress: owner.mail,
    isEncrypted: true,
    userPrincipalName: owner.userPrincipalName,
    model: device.model,
    manufacturer: device.manufacturer,
    userDisplayName: owner.displayName,
    managementAgent: 'mdm',
  };
}

function deviceJson({ device }: Owned): Json {
  return {
    id: directoryIdOf(device),
    deletedDateTime: null,
    accountEnabled: true,
    approximateLastSignInDateTime: device.lastSyncDateTime,
    deviceId: uuidOf(`device ${device.id}`),
    displayName: device.deviceName,
    isCompliant: device.isManaged ? device.complianceState === 'compliant' : null,
    isManaged: device.isManaged,
    manufacturer: device.manufacturer,
    model: device.model,
    operatingSystem: device.operatingSystem,
    operatingSystemVersion: device.osVersion,
    physicalIds: [],
    trustType: device.isManaged ? 'AzureAd' : 'Workplace',
  };
}

const directoryIdOf = (device: SandboxDevice): string => uuidOf(`directory ${device.id}`);
