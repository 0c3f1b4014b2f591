import { pluralsOf } from '../../lib/plural.ts'
import type { CapacityWords } from './words-capacity.en.ts'

const n = pluralsOf('ar')

export const words: CapacityWords = {
  whileOpen: (duration) => `${duration} من أوقات العمل`,
  noLimit: 'بلا حد',
  mostOf: {
    orders: (count) =>
      n(count, { one: 'طلب واحد', two: 'طلبين', few: '# طلبات', many: '# طلبًا', other: '# طلب' }),
    lines: (count) =>
      n(count, { one: 'بند واحد', two: 'بندين', few: '# بنود', many: '# بندًا', other: '# بند' }),
    units: (count) =>
      n(count, {
        one: 'وحدة واحدة',
        two: 'وحدتين',
        few: '# وحدات',
        many: '# وحدة',
        other: '# وحدة',
      }),
  },
  usedOf: (used, most) => `${used} من ${most}`,
  full: 'ممتلئ',
  today: 'اليوم',
  tomorrow: 'غدًا',
  measures: { orders: 'طلبات', lines: 'بنود', units: 'وحدات' },
  measureOn: (measure, day) => `${measure}، ${day}`,
  weekdaysDiffer: 'أيام الأسبوع المختلفة',
}
