import type { Language } from '../languages.ts';

/** What a mail with a link to sign in by says; `site` is where, `until` stands in a sentence. */
interface SignInLetter {
  subject(site: string): string;
  readonly status: string;
  title(site: string): string;
  readonly open: string;
  next(until: string): string;
  footer(site: string): string;
}

/** What both kinds say; the invitation names who invites, where somebody does. */
export interface SignInWords {
  readonly signIn: SignInLetter & { lead(site: string): string };
  readonly invitation: SignInLetter & { lead(site: string, by: string | null): string };
}

/** The words of each language. */
export const SIGN_IN_WORDS: Readonly<Record<Language, SignInWords>> = {
  en: {
    signIn: {
      subject: (site) => `Sign in at ${site}`,
      status: 'Your link',
      title: (site) => `Sign in at ${site}`,
      lead: (site) => `This link signs you in at ${site}, where you hold meetings.`,
      open: 'Go to sign in',
      next: (until) => `The link works once, for 15 minutes: until ${until}. There is no password.`,
      footer: (site) =>
        `You get this mail because somebody asked to sign in at ${site} with your address. Was it not you? Then nothing happens, and you need do nothing.`,
    },
    invitation: {
      subject: (site) => `Your invitation to the team at ${site}`,
      status: 'Invitation',
      title: (site) => `The team at ${site}`,
      lead: (site, by) =>
        `${by === null ? 'You are invited' : `${by} invites you`} to hold meetings that people book at ${site}. Sign in to choose what you are told of them, and when.`,
      open: 'Go to sign in',
      next: (until) =>
        `The link works once, until ${until}. Later, or on another device, ask for a new one on the same page; there is no password.`,
      footer: (site) =>
        `You get this mail because you were added to the team at ${site}. You do not know why? Then you need do nothing.`,
    },
  },
  fr: {
    signIn: {
      subject: (site) => `Connexion à ${site}`,
      status: 'Votre lien',
      title: (site) => `Connexion à ${site}`,
      lead: (site) => `Ce lien vous connecte à ${site}, où l’on prend rendez-vous avec vous.`,
      open: 'Me connecter',
      next: (until) =>
        `Le lien sert une seule fois, pendant 15\u00a0minutes\u00a0: jusqu’au ${until}. Il n’y a pas de mot de passe.`,
      footer: (site) =>
        `Vous recevez ce message parce que quelqu’un a demandé à se connecter à ${site} avec votre adresse. Ce n’était pas vous\u00a0? Il ne se passe rien, et vous n’avez rien à faire.`,
    },
    invitation: {
      subject: (site) => `Votre invitation dans l’équipe de ${site}`,
      status: 'Invitation',
      title: (site) => `L’équipe de ${site}`,
      lead: (site, by) =>
        `${by === null ? 'Voici votre invitation à rejoindre' : `${by} vous invite à rejoindre`} l’équipe avec laquelle on prend rendez-vous sur ${site}. Connectez-vous pour choisir les notifications que vous recevez, et à quelle heure.`,
      open: 'Me connecter',
      next: (until) =>
        `Le lien sert une seule fois, jusqu’au ${until}. Ensuite, ou sur un autre appareil, demandez-en un nouveau sur la même page\u00a0; il n’y a pas de mot de passe.`,
      footer: (site) =>
        `Vous recevez ce message parce que votre adresse a été ajoutée à l’équipe de ${site}. Vous ne savez pas pourquoi\u00a0? Vous n’avez rien à faire.`,
    },
  },
  es: {
    signIn: {
      subject: (site) => `Iniciar sesión en ${site}`,
      status: 'Su enlace',
      title: (site) => `Iniciar sesión en ${site}`,
      lead: (site) => `Con este enlace inicia sesión en ${site}, donde se reservan citas con usted.`,
      open: 'Iniciar sesión',
      next: (until) =>
        `El enlace sirve una sola vez, durante 15 minutos: hasta el ${until}. No hay ninguna contraseña.`,
      footer: (site) =>
        `Recibe este mensaje porque alguien pidió iniciar sesión en ${site} con su dirección. ¿No fue usted? Entonces no ocurre nada y no tiene que hacer nada.`,
    },
    invitation: {
      subject: (site) => `Su invitación al equipo de ${site}`,
      status: 'Invitación',
      title: (site) => `El equipo de ${site}`,
      lead: (site, by) =>
        `${by === null ? 'Se le invita' : `${by} le invita`} a formar parte del equipo con el que se reservan citas en ${site}. Inicie sesión para elegir de qué se le avisa y cuándo.`,
      open: 'Iniciar sesión',
      next: (until) =>
        `El enlace sirve una sola vez, hasta el ${until}. Más adelante, o en otro dispositivo, pida uno nuevo en la misma página; no hay ninguna contraseña.`,
      footer: (site) =>
        `Recibe este mensaje porque su dirección se añadió al equipo de ${site}. ¿No sabe por qué? Entonces no tiene que hacer nada.`,
    },
  },
  de: {
    signIn: {
      subject: (site) => `Anmelden bei ${site}`,
      status: 'Ihr Link',
      title: (site) => `Anmelden bei ${site}`,
      lead: (site) => `Mit diesem Link melden Sie sich bei ${site} an, wo Termine mit Ihnen gebucht werden.`,
      open: 'Zur Anmeldung',
      next: (until) => `Der Link gilt einmal und 15 Minuten lang: bis ${until}. Ein Passwort gibt es nicht.`,
      footer: (site) =>
        `Sie erhalten diese E-Mail, weil sich jemand mit Ihrer Adresse bei ${site} anmelden wollte. Das waren nicht Sie? Dann geschieht nichts, und Sie müssen nichts tun.`,
    },
    invitation: {
      subject: (site) => `Ihre Einladung ins Team von ${site}`,
      status: 'Einladung',
      title: (site) => `Das Team von ${site}`,
      lead: (site, by) =>
        `${by === null ? 'Sie sind eingeladen' : `${by} lädt Sie ein`}, im Team mitzumachen, dessen Termine auf ${site} gebucht werden. Melden Sie sich an und wählen Sie, worüber und wann Sie benachrichtigt werden.`,
      open: 'Zur Anmeldung',
      next: (until) =>
        `Der Link gilt einmal, bis ${until}. Später oder auf einem anderen Gerät fordern Sie auf derselben Seite einen neuen an; ein Passwort gibt es nicht.`,
      footer: (site) =>
        `Sie erhalten diese E-Mail, weil Sie ins Team von ${site} aufgenommen wurden. Sie wissen nicht, warum? Dann müssen Sie nichts tun.`,
    },
  },
  it: {
    signIn: {
      subject: (site) => `Accesso a ${site}`,
      status: 'Il Suo link',
      title: (site) => `Accesso a ${site}`,
      lead: (site) => `Con questo link accede a ${site}, dove si prenotano gli appuntamenti con Lei.`,
      open: 'Vai all’accesso',
      next: (until) => `Il link vale una sola volta, per 15 minuti: fino a ${until}. Non c’è alcuna password.`,
      footer: (site) =>
        `Riceve questo messaggio perché qualcuno ha chiesto di accedere a ${site} con il Suo indirizzo. Se la richiesta non è Sua, non succede nulla e non deve fare nulla.`,
    },
    invitation: {
      subject: (site) => `Il Suo invito nel team di ${site}`,
      status: 'Invito',
      title: (site) => `Il team di ${site}`,
      lead: (site, by) =>
        `${by === null ? 'Ecco il Suo invito' : `${by} La invita`} a entrare nel team con cui si prenotano gli appuntamenti su ${site}. Acceda per scegliere quali avvisi ricevere, e quando.`,
      open: 'Vai all’accesso',
      next: (until) =>
        `Il link vale una sola volta, fino a ${until}. Più avanti, o su un altro dispositivo, ne chieda uno nuovo nella stessa pagina; non c’è alcuna password.`,
      footer: (site) =>
        `Riceve questo messaggio perché il Suo indirizzo è stato aggiunto al team di ${site}. Non sa perché? Allora non deve fare nulla.`,
    },
  },
  pt: {
    signIn: {
      subject: (site) => `Iniciar sessão em ${site}`,
      status: 'O seu link',
      title: (site) => `Iniciar sessão em ${site}`,
      lead: (site) => `Com este link inicia sessão em ${site}, onde se marcam reuniões consigo.`,
      open: 'Iniciar sessão',
      next: (until) => `O link serve uma só vez, durante 15 minutos: até ${until}. Não há palavra-passe.`,
      footer: (site) =>
        `Esta mensagem foi enviada porque alguém pediu para iniciar sessão em ${site} com o seu endereço. Se não reconhece o pedido, nada acontece e não é preciso fazer nada.`,
    },
    invitation: {
      subject: (site) => `O seu convite para a equipa de ${site}`,
      status: 'Convite',
      title: (site) => `A equipa de ${site}`,
      lead: (site, by) =>
        `${by === null ? 'Este é um convite para' : `${by} envia-lhe um convite para`} fazer parte da equipa com quem se marcam reuniões em ${site}. Inicie sessão para escolher que avisos recebe, e quando.`,
      open: 'Iniciar sessão',
      next: (until) =>
        `O link serve uma só vez, até ${until}. Mais tarde, ou noutro dispositivo, peça um novo na mesma página; não há palavra-passe.`,
      footer: (site) =>
        `Esta mensagem foi enviada porque o seu endereço foi adicionado à equipa de ${site}. Se não sabe porquê, não é preciso fazer nada.`,
    },
  },
  ja: {
    signIn: {
      subject: (site) => `${site}へのログイン`,
      status: 'ログイン用リンク',
      title: (site) => `${site}へのログイン`,
      lead: (site) => `ご予約を受け付けている${site}に、下のリンクからログインできます。`,
      open: 'ログイン画面へ',
      next: (until) => `リンクは15分間（${until}まで）、1回だけご利用いただけます。パスワードはありません。`,
      footer: (site) =>
        `このメールは、このアドレスで${site}へのログインが請求されたためお送りしています。お心当たりのない場合は、何も起こりませんので、そのまま破棄してください。`,
    },
    invitation: {
      subject: (site) => `${site}のチームへのご招待`,
      status: 'ご招待',
      title: (site) => `${site}のチーム`,
      lead: (site, by) =>
        `${by === null ? '' : `${by}さんから、`}${site}でご予約を受け付けるチームへ招待されました。ログインして、お知らせの内容と時刻をお選びください。`,
      open: 'ログイン画面へ',
      next: (until) =>
        `リンクは${until}まで、1回だけご利用いただけます。その後や別の端末では、同じページから新しいリンクをお取り寄せください。パスワードはありません。`,
      footer: (site) =>
        `このメールは、${site}のチームに登録されたためお送りしています。お心当たりのない場合は、そのまま破棄してください。`,
    },
  },
  ar: {
    signIn: {
      subject: (site) => `تسجيل الدخول إلى ${site}`,
      status: 'رابطكم',
      title: (site) => `تسجيل الدخول إلى ${site}`,
      lead: (site) => `بهذا الرابط تسجّلون الدخول إلى ${site} حيث تُحجز المواعيد معكم.`,
      open: 'إلى تسجيل الدخول',
      next: (until) => `يعمل الرابط مرة واحدة ولمدة 15 دقيقة: حتى ${until}. لا توجد كلمة مرور.`,
      footer: (site) =>
        `وصلتكم هذه الرسالة لأن أحدًا طلب تسجيل الدخول إلى ${site} بعنوانكم. إن لم يكن الطلب منكم فلن يحدث شيء ولا يلزمكم فعل أي شيء.`,
    },
    invitation: {
      subject: (site) => `دعوتكم إلى فريق ${site}`,
      status: 'دعوة',
      title: (site) => `فريق ${site}`,
      lead: (site, by) =>
        `${by === null ? 'أنتم مدعوون' : `تلقيتم دعوة من ${by}`} إلى الانضمام إلى الفريق الذي تُحجز مواعيده في ${site}. سجّلوا الدخول لاختيار ما تُبلَّغون به ومتى.`,
      open: 'إلى تسجيل الدخول',
      next: (until) =>
        `يعمل الرابط مرة واحدة حتى ${until}. بعد ذلك، أو على جهاز آخر، اطلبوا رابطًا جديدًا من الصفحة نفسها؛ لا توجد كلمة مرور.`,
      footer: (site) =>
        `وصلتكم هذه الرسالة لأنكم أُضفتم إلى فريق ${site}. إن كنتم لا تعرفون السبب فلا يلزمكم فعل أي شيء.`,
    },
  },
};
