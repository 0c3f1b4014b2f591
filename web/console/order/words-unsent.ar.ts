import type { UnsentWords } from './words-unsent.en.ts'

export const words: UnsentWords = {
  allUnfilled: 'كان إرسال المتوفر أغلى من تركه',
  nobody: 'لم يكن لدى أي موقع شيء منها',
  notCollected: 'لا خدمة شحن تستلم من حيث كان يمكن أن تأتي',
  notReached: 'لا خدمة شحن تصل إلى هناك من حيث كان يمكن أن تأتي',
  tooLarge: 'هي أكبر أو أثقل مما تأخذه أي خدمة شحن',
  nobodySends: 'لم يستطع أي موقع إرسال شيء منها',
  waitsForCarriage: (goods) => `تنتظر حتى يمكن إرسالها: ${goods}`,
}
