import { type Grant, grant } from './grant.ts';

const DIRECTORY = 'Directory.Read.All Directory.ReadWrite.All';

/** @@teams */
export const TEAMS_GRANTS: readonly Grant[] = [
  grant(
    ['GET /users/{user}/presence'],
    'Presence.Read.All Presence.ReadWrite.All',
    'Presence.Read Presence.Read.All',
  ),
  grant(
    ['POST /communications/getPresencesByUserId'],
    'Presence.Read.All Presence.ReadWrite.All',
    'Presence.Read.All',
  ),
  grant(['GET /users/{user}/mailboxSettings'], 'MailboxSettings.Read MailboxSettings.ReadWrite'),
  grant(['POST /users/{user}/sendMail'], 'Mail.Send'),
  grant(
    ['GET /appCatalogs/teamsApps'],
    'AppCatalog.Read.All AppCatalog.ReadWrite.All',
    `${DIRECTORY} AppCatalog.Read.All AppCatalog.ReadWrite.All AppCatalog.Submit`,
  ),
  grant(
    ['GET /users/{user}/teamwork/installedApps', 'GET /users/{user}/teamwork/installedApps/{installation}'],
    'TeamsAppInstallation.ManageSelectedForUser.All TeamsAppInstallation.Read.All ' +
      'TeamsAppInstallation.Read.User TeamsAppInstallation.ReadForUser.All ' +
      'TeamsAppInstallation.ReadWriteAndConsentForUser.All ' +
      'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All ' +
      'TeamsAppInstallation.ReadWriteForUser.All ' +
      'TeamsAppInstallation.ReadWriteSelectedForUser.All ' +
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
    'TeamsAppInstallation.ManageSelectedForUser TeamsAppInstallation.ReadForUser ' +
      'TeamsAppInstallation.ReadWriteAndConsentForUser ' +
      'TeamsAppInstallation.ReadWriteAndConsentSelfForUser ' +
      'TeamsAppInstallation.ReadWriteForUser TeamsAppInstallation.ReadWriteSelectedForUser ' +
      'TeamsAppInstallation.ReadWriteSelfForUser',
  ),
  grant(
    [
      'POST /users/{user}/teamwork/installedApps',
      'DELETE /users/{user}/teamwork/installedApps/{installation}',
      'POST /users/{user}/teamwork/installedApps/{installation}/upgrade',
    ],
    'TeamsAppInstallation.ManageSelectedForUser.All ' +
      'TeamsAppInstallation.ReadWriteAndConsentForUser.All ' +
      'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All ' +
      'TeamsAppInstallation.ReadWriteForUser.All ' +
      'TeamsAppInstallation.ReadWriteSelectedForUser.All ' +
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
    'TeamsAppInstallation.ManageSelectedForUser ' +
      'TeamsAppInstallation.ReadWriteAndConsentForUser ' +
      'TeamsAppInstallation.ReadWriteAndConsentSelfForUser ' +
      'TeamsAppInstallation.ReadWriteForUser TeamsAppInstallation.ReadWriteSelectedForUser ' +
      'TeamsAppInstallation.ReadWriteSelfForUser',
  ),
  grant(
    ['GET /users/{user}/teamwork/installedApps/{installation}/chat'],
    'TeamsAppInstallation.Read.All TeamsAppInstallation.Read.User ' +
      'TeamsAppInstallation.ReadForUser.All TeamsAppInstallation.ReadWriteForUser.All ' +
      'TeamsAppInstallation.ReadWriteSelectedForUser.All ' +
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
    'TeamsAppInstallation.ReadForUser TeamsAppInstallation.ReadWriteForUser ' +
      'TeamsAppInstallation.ReadWriteSelectedForUser ' +
      'TeamsAppInstallation.ReadWriteSelfForUser',
  ),
  grant(
    ['GET /chats'],
    'Chat.Read.All Chat.ReadBasic.All Chat.ReadWrite.All',
    'Chat.Read Chat.ReadBasic Chat.ReadWrite',
  ),
  grant(
    ['GET /users/{user}/chats'],
    'Chat.ReadBasic.All Chat.ReadWrite.All',
    'Chat.Read Chat.ReadBasic Chat.ReadWrite',
  ),
  grant(['POST /chats'], 'Chat.Create', 'Chat.Create Chat.ReadWrite'),
  grant(
    ['GET /chats/{chat}'],
    'Chat.Manage.Chat Chat.Read.All Chat.ReadBasic.All ChatSettings.Read.Chat ' +
      'ChatSettings.ReadWrite.Chat',
    'Chat.Read Chat.ReadBasic Chat.ReadWrite',
  ),
  grant(
    ['GET /chats/{chat}/members'],
    'Chat.Manage.Chat Chat.Read.All Chat.ReadBasic.All Chat.ReadWrite.All ' +
      'ChatMember.Read.All ChatMember.Read.Chat ChatMember.ReadWrite.All',
    'Chat.Read Chat.ReadBasic Chat.ReadWrite ChatMember.Read ChatMember.ReadWrite',
  ),
  grant(
    ['POST /chats/{chat}/messages'],
    'Teamwork.Migrate.All',
    'Chat.ReadWrite ChatMessage.Send Group.ReadWrite.All',
  ),
  grant(
    [
      'POST /users/{user}/teamwork/sendActivityNotification',
      'POST /teamwork/sendActivityNotificationToRecipients',
    ],
    'TeamsActivity.Send TeamsActivity.Send.User',
    'TeamsActivity.Send',
  ),
];
