import type { Phrases } from './phrases.ts';
import { day, duration, isSameDay, time } from './time.ts';

const LOCALE = 'de-DE';

export const de: Phrases = {
  duration: (ms) => duration(LOCALE, ms),
  day: (at, timeZone) => day(LOCALE, at, timeZone),
  time: (at, timeZone) => time(LOCALE, at, timeZone),
  confirmed: (at, now, timeZone) =>
    isSameDay(at, now, timeZone)
      ? `Heute um ${time(LOCALE, at, timeZone)}\u00a0Uhr von Microsoft bestätigt`
      : `Am ${day(LOCALE, at, timeZone)} um ${time(LOCALE, at, timeZone)}\u00a0Uhr von Microsoft bestätigt`,
  watch: {
    closely: (until) => `Bis ${until}\u00a0Uhr sehe ich alle paar Sekunden nach, danach jede Stunde.`,
    hourly: 'Ich sehe jede Stunde nach.',
    over: 'Ich sehe nicht mehr nach. Drücken Sie **Noch einmal nachsehen**.',
  },
  routes: {
    authenticator: {
      name: 'Ihr Handy',
      button: 'Mein Handy nehmen',
      chosen: 'Gerät gewählt: Ihr Handy',
      method: 'Passkey in Microsoft Authenticator',
      moves: [
        'Öffnen Sie unten **Sicherheitsinformationen** und melden Sie sich wie gewohnt an.',
        'Wählen Sie **Anmeldemethode hinzufügen**, dann **Passkey in Microsoft Authenticator**.',
        'Folgen Sie Ihrem Handy, bis der Passkey gespeichert ist.',
      ],
    },
    'security-key': {
      name: 'Ein Sicherheitsschlüssel',
      button: 'Schlüssel nehmen',
      chosen: 'Gerät gewählt: ein Sicherheitsschlüssel',
      method: 'Passkey',
      moves: [
        'Halten Sie den Schlüssel bereit. Öffnen Sie unten **Sicherheitsinformationen** und melden Sie sich wie gewohnt an.',
        'Wählen Sie **Anmeldemethode hinzufügen**, dann **Passkey**. Als Speicherort wählen Sie **Sicherheitsschlüssel**.',
        'Stecken Sie den Schlüssel ein, geben Sie seine PIN ein und berühren Sie ihn, wenn er blinkt.',
      ],
    },
    'windows-pc': {
      name: 'Ihr Windows-Computer',
      button: 'Meinen Computer nehmen',
      chosen: 'Gerät gewählt: Ihr Windows-Computer',
      method: 'Passkey',
      moves: [
        'Setzen Sie sich an diesen Computer. Öffnen Sie unten **Sicherheitsinformationen** und melden Sie sich wie gewohnt an.',
        'Wählen Sie **Anmeldemethode hinzufügen**, dann **Passkey**. Als Speicherort wählen Sie dieses Windows-Gerät.',
        'Bestätigen Sie mit Gesicht, Fingerabdruck oder der PIN des Computers.',
      ],
    },
    mac: {
      name: 'Ihr Mac',
      button: 'Meinen Mac nehmen',
      chosen: 'Gerät gewählt: Ihr Mac',
      method: 'Passkey',
      moves: [
        'Setzen Sie sich an Ihren Mac. Öffnen Sie unten **Sicherheitsinformationen** und melden Sie sich wie gewohnt an.',
        'Wählen Sie **Anmeldemethode hinzufügen**, dann **Passkey**.',
        'Speichern Sie ihn auf diesem Mac, mit Touch ID oder dem Kennwort des Mac.',
      ],
    },
    synced: {
      name: 'Ihr Handy, ohne zusätzliche App',
      button: 'Mein Handy nehmen',
      chosen: 'Gerät gewählt: Ihr Handy, ohne zusätzliche App',
      method: 'Passkey',
      moves: [
        'Öffnen Sie unten **Sicherheitsinformationen**, am besten auf dem Handy, und melden Sie sich wie gewohnt an.',
        'Wählen Sie **Anmeldemethode hinzufügen**, dann **Passkey**.',
        'Speichern Sie ihn auf dem Handy, mit Gesicht, Fingerabdruck oder PIN.',
      ],
    },
  },
  reasons: {
    'app-already-there': 'Sie haben es immer dabei, und Microsoft Authenticator ist schon darauf.',
    'phone-always-with-you':
      'Sie haben es immer dabei. Dazu gehört die kostenlose App Microsoft Authenticator.',
    'works-everywhere': 'Ein kleiner Schlüssel für den USB-Anschluss. Er funktioniert an jedem Computer.',
    'same-desk': 'Gut, wenn Sie immer am selben Computer arbeiten.',
    'kept-in-your-account': 'Liegt in Ihrem Apple- oder Google-Konto: Ein neues Gerät hat ihn auch.',
  },
  homes: {
    'authenticator-ios': 'Microsoft Authenticator auf einem iPhone',
    'authenticator-android': 'Microsoft Authenticator auf einem Android-Handy',
    windows: 'Windows Hello auf einem Windows-Computer',
    icloud: 'Passwörter auf einem Apple-Gerät (iCloud)',
    google: 'Google Passwortmanager',
  },
  otherHomes: {
    'device-bound': 'Ein Sicherheitsschlüssel oder ein anderes Gerät',
    synced: 'Ein Passwortmanager',
    unknown: 'Eines Ihrer Geräte',
  },
  obstacles: {
    'no-add-button': {
      title: 'Ich finde „Anmeldemethode hinzufügen“ nicht',
      moves: [
        'Oben auf der Seite muss **Sicherheitsinformationen** stehen. Wenn nicht, öffnen Sie sie noch einmal aus den Schritten.',
        'Prüfen Sie den Namen in der Ecke: Es muss Ihr Arbeitskonto sein, kein privates.',
        '**Anmeldemethode hinzufügen** steht über der Liste. Auf kleinen Bildschirmen gehen Sie ganz nach oben.',
      ],
    },
    'phone-too-old': {
      title: 'Mein Handy will erst ein Update',
      moves: [
        'Suchen Sie in den Einstellungen des Handys nach einem Update. Das kann eine halbe Stunde dauern.',
        'Ein iPhone braucht Version 17, ein Android-Handy Version 14.',
        'Kein Update da? Wählen Sie ein anderes Gerät, oder fragen Sie den Helpdesk nach einem Sicherheitsschlüssel.',
      ],
    },
    policy: {
      title: 'Die Seite sagt, Passkeys sind nicht erlaubt',
      moves: [
        'Gehen Sie zurück und prüfen Sie, ob Sie genau das gewählt haben, was in den Schritten steht.',
        'Versuchen Sie ein anderes Gerät aus der Liste: Manche sind erlaubt, manche nicht.',
        'Immer noch nicht erlaubt? Das kann nur das IT-Team ändern. Sagen Sie dem Helpdesk, was auf der Seite steht.',
      ],
    },
    'no-second-factor': {
      title: 'Ich soll einen Code eingeben, den ich nicht habe',
      moves: [
        'Microsoft will sicher sein, dass Sie es sind. Wählen Sie auf dieser Seite eine andere Möglichkeit.',
        'Wird etwas angeboten, das bei Ihnen geht? Nehmen Sie das.',
        'Geht nichts davon? Der Helpdesk prüft, wer Sie sind, und lässt Sie hinein. Schicken Sie nie einen Code im Chat.',
      ],
    },
    'no-route': {
      title: 'Keines dieser Geräte passt',
      moves: [
        'Sagen Sie dem Helpdesk, mit welchen Geräten Sie arbeiten. Zusammen finden Sie eines, das passt.',
        'Ein Sicherheitsschlüssel braucht kein Handy und geht auch an geteilten Computern. Der Helpdesk weiß, woher Sie einen bekommen.',
        'Bis dahin melden Sie sich an wie bisher.',
      ],
    },
    other: {
      title: 'Etwas anderes',
      moves: [
        'Schließen Sie die Microsoft-Seite und öffnen Sie sie noch einmal aus den Schritten. Meist hilft das schon.',
        'Versuchen Sie einen anderen Browser: Microsoft Edge oder Google Chrome.',
        'Geht es immer noch nicht? Schicken Sie dem Helpdesk ein Bild von dem, was Sie sehen.',
      ],
    },
  },
  notices: {
    failure:
      'Bei mir ist etwas schiefgegangen. Von Ihnen ist nichts verloren. Bitte versuchen Sie es in einigen Minuten noch einmal.',
    attachment:
      'Dateien und Bilder kann ich nicht öffnen. Schreiben Sie, was Sie brauchen, oder schreiben Sie **Hilfe**.',
    unknownText:
      'Das verstehe ich noch nicht. Schreiben Sie **Status** für Ihre Karte oder **Hilfe** für alles, was ich kann.',
    deleted: 'Sie haben eine Nachricht gelöscht. Ich habe nichts davon behalten.',
  },
  answers: {
    failure: (reference) =>
      `Bei mir ist etwas schiefgegangen. Bitte versuchen Sie es in einigen Minuten noch einmal. Kennung: ${reference}`,
    unknownAction: 'Diese Karte ist veraltet. Schreiben Sie „Status“, dann kommt die neueste.',
    notYours: 'Diese Karte gehört jemand anderem. Schreiben Sie „Status“, dann kommt Ihre.',
  },
};
