import { pluralsOf } from '../../lib/plural.ts'
import type { PriceWords } from './words-prices.en.ts'

const n = pluralsOf('ar')

export const words: PriceWords = {
  title: 'أسعار المخزون الشحيح',
  off: 'متوقفة في كل القنوات: يأتي كل طلب من حيث تكلفته الآن أقل.',
  on: (channels) => `مفعّلة في ${channels}: تُحسب آخر الوحدات بما تخسره الطلبات اللاحقة.`,
  made: (count, when) =>
    n(count, {
      zero: `لا صنف له سعر، فُحصت ${when}`,
      one: `صنف واحد له سعر، فُحص ${when}`,
      two: `صنفان لهما سعر، فُحصا ${when}`,
      few: `# أصناف لها سعر، فُحصت ${when}`,
      many: `# صنفًا لها سعر، فُحصت ${when}`,
      other: `# صنف لها سعر، فُحصت ${when}`,
    }),
  together: (places) =>
    n(places, {
      zero: '؛ حُسبت معًا، ولا تشح القدرة اليوم في أي موقع',
      one: '؛ حُسبت معًا، مع قدرة موقع واحد اليوم',
      two: '؛ حُسبت معًا، مع قدرة موقعين اليوم',
      few: '؛ حُسبت معًا، مع قدرة # مواقع اليوم',
      many: '؛ حُسبت معًا، مع قدرة # موقعًا اليوم',
      other: '؛ حُسبت معًا، مع قدرة # موقع اليوم',
    }),
  tooMany: '؛ كل صنف على حدة، لأن الطلبات أكثر من أن تُحسب معًا',
  none: 'لم تُحسب بعد',
  stale: 'قديمة',
  forecast: (off, before) =>
    `أخطأ التوقع لكل صنف بنسبة ${off} في أسابيع لم يرها (${before} وفق ما جاء قبلها)`,
  imported: ' · جزئيًا من التاريخ المستورد',
  noForecast: 'الماضي أقصر من أن يُعرف مدى دقة توقع الطلب',
  gate: (channel, when, saved) => `${channel}، محاكاة ${when}: ${saved} مع الأسعار`,
  gateTogether: (channel, when, saved) => `${channel}، محاكاة ${when}: ${saved} بأسعار حُسبت معًا`,
  renew: {
    old: 'حوكيت منذ زمن: أعد المحاكاة',
    failed: 'لم تثبتها أحدث محاكاة',
    never: 'لم تُحاكَ بهذه الخطة',
  },
  verdicts: { not_dearer: 'نجحت', dearer: 'لم تنجح', too_few_days: 'أيام قليلة جدًا' },
  cheaper: (percent) => `أرخص بنسبة ${percent}`,
  dearer: (percent) => `أغلى بنسبة ${percent}`,
}
