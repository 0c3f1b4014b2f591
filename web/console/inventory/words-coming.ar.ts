import { pluralsOf } from '../../lib/plural.ts'
import type { ComingWords } from './words-coming.en.ts'

const n = pluralsOf('ar')

export const words: ComingWords = {
  none: (channel) => `لا تبيع ${channel} شيئًا منه قبل وصوله: لا قاعدة تسمح بذلك في مكان تبيع منه.`,
  why: (count, channel) => `لماذا تستطيع ${channel} بيع ${count} مما في الطريق؟`,
  nothing: 'لم يُعلن عن شيء.',
  receipt: (count, place, day) => `${count} موعد وصولها إلى ${place}: ${day}`,
  sure: (percent) => `درجة الثقة ${percent}٪.`,
  less: {
    promised: (count) => `ناقص ${count} موعودة من قبل.`,
    overdue: (count) => `ناقص ${count}: لا أحد يعرف متى تصل.`,
    no_rule: (count) => `ناقص ${count}: لا قاعدة تسمح ببيعها قبل وصولها.`,
    unsure: (count, asked) => `ناقص ${count}: الثقة أقل من ${asked}٪.`,
    too_far: (count, days) =>
      n(days, {
        zero: `ناقص ${count}: موعدها بعد اليوم.`,
        one: `ناقص ${count}: موعدها بعد أكثر من يوم.`,
        two: `ناقص ${count}: موعدها بعد أكثر من يومين.`,
        few: `ناقص ${count}: موعدها بعد أكثر من # أيام.`,
        many: `ناقص ${count}: موعدها بعد أكثر من # يومًا.`,
        other: `ناقص ${count}: موعدها بعد أكثر من # يوم.`,
      }),
  },
  because: (count, reason) => `ناقص ${count}: ${reason}.`,
  uncovered: (count) => `لكن ${count} منها لن تصل.`,
  counts: (count) => `فيبقى ${count}.`,
  others: (receipts, count) =>
    n(receipts, {
      zero: `لا إعلانات أخرى، للبيع منها: ${count}`,
      one: `إعلان آخر، للبيع منه: ${count}`,
      two: `إعلانان آخران، للبيع منهما: ${count}`,
      few: `# إعلانات أخرى، للبيع منها: ${count}`,
      many: `# إعلانًا آخر، للبيع منها: ${count}`,
      other: `# إعلان آخر، للبيع منها: ${count}`,
    }),
  elsewhere: (count) => `زائد ${count} في أماكن لا تراها`,
  limit: (count, limit) => `ناقص ${count}: الحد ${limit}`,
  limitMore: (promised) => `الموعود من الحد: ${promised}.`,
  makes: (count) => `فيكون للبيع قبل الوصول ${count}`,
  from: (day) => `موعد أولها ${day}.`,
  backorder: {
    why: (count, channel) => `لماذا تستطيع ${channel} بيع ${count} فوق ما هو موجود وما يصل؟`,
    lets: (count, place) => `${count} تسمح قاعدة ببيعها، من ${place}`,
    promised: (count) => `ناقص ${count} موعودة من قبل`,
    beyond: (count) => `منها ${count} فوق الحد كما هو الآن`,
    makes: (count) => `فيكون للبيع ${count}`,
    days: (days) =>
      n(days, {
        zero: 'تصل اليوم.',
        one: 'تصل خلال يوم على الأكثر.',
        two: 'تصل خلال يومين على الأكثر.',
        few: 'تصل خلال # أيام على الأكثر.',
        many: 'تصل خلال # يومًا على الأكثر.',
        other: 'تصل خلال # يوم على الأكثر.',
      }),
  },
}
