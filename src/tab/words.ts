export type Language = 'en' | 'de' | 'ar';

type Section = { readonly title: string; readonly lines: readonly string[] };

/** All that the page says, in one language. */
export type Words = {
  readonly direction: 'ltr' | 'rtl';
  /** The language's name of itself. */
  readonly ownName: string;
  readonly pageTitle: string;
  readonly headline: string;
  readonly introduction: string;
  readonly chooseLanguage: string;
  readonly sections: readonly Section[];
};

const en: Words = {
  direction: 'ltr',
  ownName: 'English',
  pageTitle: 'About Keywave',
  headline: 'Keywave takes you to your passkey',
  introduction:
    'A passkey replaces codes: you sign in with your fingerprint, your face or the PIN of your device. Codes that come by text message stop working, so everybody in the company needs one.',
  chooseLanguage: 'Language',
  sections: [
    {
      title: 'What Keywave does',
      lines: [
        'It shows you the ways to a passkey that work with your devices, and the steps of the one you choose.',
        'It looks at Microsoft until your passkey is there. Then the card in the chat turns green by itself.',
        'It changes nothing in your account. You add the passkey yourself, on a Microsoft page.',
      ],
    },
    {
      title: 'What Keywave reads',
      lines: [
        'Your name, your language, and the groups that decide which passkeys you may use.',
        'Your passkeys: name, kind, model, and when each was added.',
        'Whether the Authenticator app or Windows Hello is set up for you.',
        'Your devices that the company manages: name, system and version.',
        'It never sees your fingerprint, your face, your PIN or your password. They stay on your device.',
      ],
    },
    {
      title: 'Who sees it',
      lines: [
        'The IT team sees whether you are done, and when.',
        'Nobody else in the company sees anything. Your chat with Keywave is yours.',
      ],
    },
    {
      title: 'How to get help',
      lines: [
        'Write **help** to Keywave in the chat. The answer names your helpdesk, with its phone number.',
        'On the cards, **I’m stuck** shows what to do next.',
        'Write **status** to see where you are, and **start** to begin.',
      ],
    },
  ],
};

const de: Words = {
  direction: 'ltr',
  ownName: 'Deutsch',
  pageTitle: 'Über Keywave',
  headline: 'Keywave bringt Sie zu Ihrem Passkey',
  introduction:
    'Ein Passkey ersetzt Codes: Sie melden sich mit Fingerabdruck, Gesicht oder der PIN Ihres Geräts an. Codes per SMS funktionieren bald nicht mehr, deshalb braucht jede Person im Unternehmen einen Passkey.',
  chooseLanguage: 'Sprache',
  sections: [
    {
      title: 'Was Keywave tut',
      lines: [
        'Keywave zeigt Ihnen die Wege zum Passkey, die mit Ihren Geräten möglich sind, und die Schritte für den gewählten Weg.',
        'Keywave sieht bei Microsoft nach, bis Ihr Passkey da ist. Dann wird die Karte im Chat von selbst grün.',
        'Keywave ändert nichts an Ihrem Konto. Den Passkey fügen Sie selbst hinzu, auf einer Seite von Microsoft.',
      ],
    },
    {
      title: 'Was Keywave liest',
      lines: [
        'Ihren Namen, Ihre Sprache und die Gruppen, die bestimmen, welche Passkeys Sie verwenden dürfen.',
        'Ihre Passkeys: Name, Art, Modell und wann jeder hinzugefügt wurde.',
        'Ob die Authenticator-App oder Windows Hello für Sie eingerichtet ist.',
        'Ihre Geräte, die das Unternehmen verwaltet: Name, System und Version.',
        'Fingerabdruck, Gesicht, PIN und Passwort sieht Keywave nie. Sie bleiben auf Ihrem Gerät.',
      ],
    },
    {
      title: 'Wer das sieht',
      lines: [
        'Das IT-Team sieht, ob Sie fertig sind und seit wann.',
        'Sonst sieht niemand im Unternehmen etwas. Ihr Chat mit Keywave gehört Ihnen.',
      ],
    },
    {
      title: 'So bekommen Sie Hilfe',
      lines: [
        'Schreiben Sie Keywave im Chat **Hilfe**. Die Antwort nennt Ihren Helpdesk mit Telefonnummer.',
        'Auf den Karten zeigt **Ich komme nicht weiter**, was Sie als Nächstes tun können.',
        'Mit **Status** sehen Sie, wo Sie stehen, mit **Start** beginnen Sie.',
      ],
    },
  ],
};

const ar: Words = {
  direction: 'rtl',
  ownName: 'العربية',
  pageTitle: 'حول Keywave',
  headline: 'يوصلك Keywave إلى مفتاح المرور الخاص بك',
  introduction:
    'مفتاح المرور بديل عن الرموز: تسجّل الدخول ببصمة إصبعك أو وجهك أو رقم PIN لجهازك. رموز الرسائل النصية ستتوقف عن العمل، لذلك يحتاج كل شخص في الشركة إلى مفتاح مرور.',
  chooseLanguage: 'اللغة',
  sections: [
    {
      title: 'ماذا يفعل Keywave',
      lines: [
        'يعرض لك طرق الحصول على مفتاح مرور تعمل مع أجهزتك، وخطوات الطريقة التي تختارها.',
        'يتحقق لدى Microsoft حتى يظهر مفتاح المرور. عندها تتحول البطاقة في الدردشة إلى اللون الأخضر تلقائيًا.',
        'لا يغيّر شيئًا في حسابك. أنت من يضيف مفتاح المرور بنفسك في صفحة Microsoft.',
      ],
    },
    {
      title: 'ماذا يقرأ Keywave',
      lines: [
        'اسمك ولغتك والمجموعات التي تحدد مفاتيح المرور المسموح لك باستخدامها.',
        'مفاتيح المرور الخاصة بك: الاسم والنوع والطراز ووقت إضافة كل منها.',
        'ما إذا كان تطبيق Authenticator أو Windows Hello معدًّا لك.',
        'أجهزتك التي تديرها الشركة: الاسم والنظام والإصدار.',
        'لا يرى أبدًا بصمة إصبعك أو وجهك أو رقم PIN أو كلمة مرورك. كلها تبقى على جهازك.',
      ],
    },
    {
      title: 'من يرى ذلك',
      lines: [
        'يرى فريق تقنية المعلومات هل انتهيت ومتى.',
        'لا يرى أي شخص آخر في الشركة شيئًا. دردشتك مع Keywave لك وحدك.',
      ],
    },
    {
      title: 'كيف تحصل على مساعدة',
      lines: [
        'اكتب **مساعدة** إلى Keywave في الدردشة. يذكر الرد مكتب المساعدة ورقم هاتفه.',
        'في البطاقات، يعرض زر **أحتاج إلى مساعدة** ما يمكنك فعله بعد ذلك.',
        'اكتب **الحالة** لمعرفة أين وصلت، و**ابدأ** للبدء.',
      ],
    },
  ],
};

export const WORDS: Readonly<Record<Language, Words>> = { en, de, ar };
export const LANGUAGES: readonly Language[] = ['en', 'de', 'ar'];

/** The first of these locales that the page speaks; English when it speaks none. */
export function languageOf(locales: readonly (string | null | undefined)[]): Language {
  for (const locale of locales) {
    const primary = locale?.toLowerCase().split(/[-_]/)[0];
    const spoken = LANGUAGES.find((language) => language === primary);
    if (spoken) return spoken;
  }
  return 'en';
}
