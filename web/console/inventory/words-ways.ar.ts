import { pluralsOf } from '../../lib/plural.ts'
import type { WaysWords } from './words-ways.en.ts'

const n = pluralsOf('ar')

export const words: WaysWords = {
  keepBack: 'تحديد مخزون الأمان',
  cap: 'تحديد حصة',
  watch: 'متابعة',
  watchSays: 'تنبيه عندما يقل المخزون',
  lateBuffer: (count) => `منها ${count} لا تُباع حتى تصل الأرقام`,
  waiting: {
    title: 'الطلبات التي تنتظره',
    none: 'لا طلب ينتظره.',
    order: 'الطلب',
    placed: 'ورد',
    state: 'الحالة',
    all: (count) =>
      n(count, {
        zero: 'لا طلبات',
        one: 'عرض الطلب',
        two: 'عرض الطلبين',
        few: 'عرض الطلبات كلها: #',
        many: 'عرض الطلبات كلها: #',
        other: 'عرض الطلبات كلها: #',
      }),
    more: (count) => `عرض الكل: أكثر من ${count}`,
  },
}
