import type { Language } from '../languages.ts';

/** What a notice says that is only a test. */
export const TEST_NOTICE: Readonly<Record<Language, { readonly title: string; readonly body: string }>> = {
  en: { title: 'Notices reach this device', body: 'You will be told here of what happens to your meetings.' },
  fr: {
    title: 'Les notifications arrivent sur cet appareil',
    body: 'Ce qui concerne vos rendez-vous vous sera signalé ici.',
  },
  es: { title: 'Los avisos llegan a este dispositivo', body: 'Aquí le avisaremos de lo que ocurra con sus citas.' },
  de: { title: 'Dieses Gerät empfängt Mitteilungen', body: 'Hier erfahren Sie, was sich bei Ihren Terminen tut.' },
  it: { title: 'Gli avvisi arrivano su questo dispositivo', body: 'Qui saprà che cosa cambia nei Suoi appuntamenti.' },
  pt: { title: 'Os avisos chegam a este dispositivo', body: 'Aqui receberá avisos sobre as suas reuniões.' },
  ja: { title: 'この端末に通知が届きます', body: 'ご予約に変更などがあったとき、ここでお知らせします。' },
  ar: { title: 'تصل الإشعارات إلى هذا الجهاز', body: 'سنُعلمكم هنا بكل ما يطرأ على مواعيدكم.' },
};
