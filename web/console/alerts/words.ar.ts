import { pluralsOf } from '../../lib/plural.ts'
import type { AlertWords } from './words.en.ts'

const n = pluralsOf('ar')

export const words: AlertWords = {
  title: 'تنبيهات المخزون',
  count: (count) =>
    n(count, {
      zero: 'لا تنبيهات',
      one: 'تنبيه واحد',
      two: 'تنبيهان',
      few: '# تنبيهات',
      many: '# تنبيهًا',
      other: '# تنبيه',
    }),
  kindsLabel: 'أي تنبيهات',
  all: 'الكل',
  kinds: {
    low: 'قليل',
    out: 'نفد',
    over: 'أكثر من اللازم',
    negative: 'دون الصفر',
    uncovered: 'لا يكفي',
  },
  columns: { item: 'الصنف', place: 'المكان', kind: 'التنبيه', number: 'الآن', since: 'منذ' },
  says: {
    low: (units) => `المتاح: ${units}`,
    out: (units) => `المتاح: ${units}`,
    over: (units) => `الموجود: ${units}`,
    negative: (units) => `الموجود: ${units}`,
    uncovered: (units) => `الناقص: ${units}`,
  },
  statesLabel: 'الآن أو سابقًا',
  states: { open: 'الآن', cleared: 'سابقًا' },
  place: 'المكان',
  anyPlace: 'كل الأماكن',
  findPlace: 'ابحث عن مكان',
  noPlace: 'لا يوجد مكان كهذا',
  empty: 'لا شيء يُذكر',
  emptySays: 'المخزون كما ينبغي، أو لا قاعدة تقول غير ذلك بعد.',
  noMatch: 'لا شيء من ذلك',
}
