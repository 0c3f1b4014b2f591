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
  none: 'لم تُحسب بعد',
  stale: 'قديمة',
  forecast: (off, before) =>
    `أخطأ التوقع لكل صنف بنسبة ${off} في أسابيع لم يرها (${before} وفق ما جاء قبلها)`,
  noForecast: 'الماضي أقصر من أن يُعرف مدى دقة توقع الطلب',
  gate: (channel, when, saved) => `${channel}، محاكاة ${when}: ${saved} مع الأسعار`,
  renew: {
    old: 'حوكيت منذ زمن: أعد المحاكاة',
    failed: 'أغلى في أحدث محاكاة',
    never: 'لم تُحاكَ بهذه الخطة',
  },
  passed: 'نجحت',
  failed: 'لم تنجح',
  cheaper: (percent) => `أرخص بنسبة ${percent}`,
  dearer: (percent) => `أغلى بنسبة ${percent}`,
}
