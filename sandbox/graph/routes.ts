import type { Route, World } from './ask.ts';
import { betaReportRoutes } from './beta-reports.ts';
import { chatRoutes } from './chats.ts';
import { conditionalAccessRoutes } from './conditional-access.ts';
import { deltaRoutes } from './delta.ts';
import { deviceRoutes } from './devices.ts';
import { groupRoutes } from './groups.ts';
import { mailboxRoutes } from './mailbox.ts';
import { methodRoutes } from './methods.ts';
import { notificationRoutes } from './notifications.ts';
import { organizationRoutes } from './organization.ts';
import { passRoutes } from './passes.ts';
import { passkeyRoutes } from './passkeys.ts';
import { policyRoutes } from './policies.ts';
import { reportRoutes } from './reports.ts';
import { riskRoutes } from './risk.ts';
import { roleRoutes } from './roles.ts';
import { securityRoutes } from './security.ts';
import { signInSettingRoutes } from './sign-in-settings.ts';
import { logRoutes } from './sign-ins.ts';
import { strengthRoutes } from './strengths.ts';
import { subscriptionRoutes } from './subscriptions.ts';
import { teamsAppRoutes } from './teams-apps.ts';
import { userRoutes } from './users.ts';

/** Every operation that this Graph knows, besides `$batch`. */
export const routesOf = (world: World): readonly Route[] => [
  ...organizationRoutes,
  ...userRoutes,
  ...mailboxRoutes,
  ...deviceRoutes,
  ...groupRoutes,
  ...roleRoutes,
  ...deltaRoutes(),
  ...methodRoutes,
  ...passRoutes,
  ...passkeyRoutes,
  ...signInSettingRoutes(),
  ...policyRoutes,
  ...strengthRoutes,
  ...conditionalAccessRoutes,
  ...riskRoutes,
  ...reportRoutes,
  ...betaReportRoutes,
  ...logRoutes,
  ...securityRoutes(world),
  ...teamsAppRoutes,
  ...chatRoutes(world),
  ...notificationRoutes,
  ...subscriptionRoutes(),
];
