import type { UncarriedWords } from './words-uncarried.en.ts'

export const words: UncarriedWords = {
  notCollected: 'لا خدمة شحن تستلم من حيث كان يمكن أن تأتي',
  notReached: 'لا خدمة شحن تصل إلى هناك من حيث كان يمكن أن تأتي',
  tooLarge: 'هي أكبر أو أثقل مما تأخذه أي خدمة شحن',
  waitsForCarriage: (goods) => `تنتظر حتى يمكن إرسالها: ${goods}`,
}
