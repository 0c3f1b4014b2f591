import { pluralsOf } from '../../lib/plural.ts'
import type { SentenceWords } from './words-sentence.en.ts'

const n = pluralsOf('ar')

type Ranged = Parameters<SentenceWords['quota']>[0]

function rest({ category, tag }: Ranged): string {
  const parts = [category === null ? '' : ` من فئة ${category}`, tag === null ? '' : ` بوسم ${tag}`]
  return parts.join('')
}

const each = (of: Ranged) => `${of.sku ?? 'كل صنف'}${rest(of)}`
const any = (of: Ranged) => `${of.sku ?? 'أي صنف'}${rest(of)}`
const days = (count: number) =>
  n(count, { one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' })
const carts = (count: number) =>
  n(count, { one: 'سلة واحدة', two: 'سلتان', few: '# سلال', many: '# سلة', other: '# سلة' })

export const words: SentenceWords = {
  pool: (of, sells) => `${sells ? 'يُباع' : 'لا يُباع'} ${any(of)}`,
  eligibility: (of, may) => `${may ? 'يُسلَّم' : 'لا يُسلَّم'} ${any(of)}`,
  safetyStock: (of, units) => `يُحتفظ بعدد ${units} من ${each(of)}`,
  safetyShare: (of, share) => `يُحتفظ بنسبة ${share} من الموجود من ${each(of)}`,
  threshold: (of, units) => `يُحتجز ${units} من كل ما يمكن بيعه من ${each(of)}`,
  quota: (of, units) => `يُباع ${units} على الأكثر من ${each(of)}`,
  ringFence: (of, units) => `يُخصَّص ${units} من ${each(of)}`,
  ringFenceShare: (of, share) => `يُخصَّص ${share} من الموجود من ${each(of)}`,
  purchaseLimit: {
    order: (of, units) => `يُباع ${units} على الأكثر من ${each(of)} في الطلب الواحد`,
    customer: (of, units) => `يُباع ${units} على الأكثر من ${each(of)} للعميل الواحد`,
    address: (of, units) => `يُباع ${units} على الأكثر من ${each(of)} للعنوان الواحد`,
  },
  least: (of, least) => `يُباع ${least} على الأقل من ${each(of)} في الطلب الواحد`,
  leastAndMost: (of, least, most) => {
    return `يُباع ${least} على الأقل و${most} على الأكثر من ${each(of)} في الطلب الواحد`
  },
  withinDays: (count) => `خلال ${days(count)}`,
  holdLimit: (of, minutes) => {
    const time = n(minutes, {
      one: 'دقيقة واحدة',
      two: 'دقيقتين',
      few: '# دقائق',
      many: '# دقيقة',
      other: '# دقيقة',
    })
    return `يُحجز ${any(of)} في السلة لمدة ${time}`
  },
  extended: (times) => {
    if (times === 0) return 'دون تمديد'
    const count = n(times, {
      one: 'مرة واحدة',
      two: 'مرتين',
      few: '# مرات',
      many: '# مرة',
      other: '# مرة',
    })
    return `مع التمديد حتى ${count}`
  },
  open: {
    customer: (count) => `${carts(count)} على الأكثر للعميل الواحد`,
    address: (count) => `${carts(count)} على الأكثر للعنوان الواحد`,
  },
  preOrder: (of, count) => `يُباع مسبقًا ${any(of)} مما يصل خلال ${days(count)}`,
  certain: (percent) => `إذا كان وصوله مؤكدًا بنسبة ${percent} على الأقل`,
  atMost: (units) => `على الأكثر ${units}`,
  backorder: (of, units) => `يُباع حتى ${units} فوق الموجود من ${each(of)}`,
  sentWithin: (count) => `يُرسل خلال ${days(count)}`,
  at: 'في',
  from: 'من',
  location: (name) => name,
  locations: ({ group, tag, kind }) => {
    const parts = [
      group === null ? '' : ` مجموعة ${group}`,
      tag === null ? '' : ` بوسم ${tag}`,
      kind === null ? '' : ` من نوع ${kind}`,
    ]
    return `مواقع${parts.join('')}`
  },
  everyLocation: 'كل المواقع',
  beforePlace: ' ',
  beforeRest: '، ',
  channel: (name) => `لقناة ${name}`,
  allChannels: 'لكل القنوات',
  method: (name) => `بطريقة «${name}»`,
  weekdays: (names) => `أيام ${names}`,
  hours: (from, to) => `من ${from} إلى ${to}`,
  since: (day) => `من ${day}`,
  until: (day) => `حتى ${day}`,
  end: '.',
}
