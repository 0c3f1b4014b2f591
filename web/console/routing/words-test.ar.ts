import { pluralsOf } from '../../lib/plural.ts'
import type { TestWords } from './words-test.en.ts'

const n = pluralsOf('ar')

export const words: TestWords = {
  says: 'من أين يخرج طلب بالقواعد السارية وبالمسودة. لا يتغير شيء.',
  which: 'أي طلب',
  ways: { order: 'طلب موجود', invented: 'طلب مفترض' },
  number: 'رقم الطلب',
  channel: 'القناة',
  method: 'طريقة التسليم',
  country: 'البلد',
  postalCode: 'الرمز البريدي',
  region: 'المنطقة',
  value: (currency) => `القيمة (${currency})`,
  sku: 'رمز الصنف',
  quantity: 'الكمية',
  addLine: 'صنف آخر',
  removeLine: (sku) => `إزالة ${sku}`,
  run: 'جرّب',
  faults: {
    number: 'اكتب رقم طلب.',
    country: 'اختر بلدًا.',
    line: 'اكتب رمز صنف وكميته.',
    value: 'مبلغ.',
  },
  live: 'بالقواعد السارية',
  draft: 'بالمسودة',
  noDraft: 'المسودة لا تغيّر شيئًا، فقرارها هو نفسه.',
  group: (no) => `التوصيل ${no}`,
  same: 'المسودة تقرر الشيء نفسه.',
  differs: 'المسودة تقرر غير ذلك.',
  map: (places) => `على الخريطة: من ${places}`,
  cost: 'التكلفة',
  terms: {
    freight: 'الشحن',
    handling: 'التجهيز',
    parcel: 'الطرد',
    late: 'التأخر',
    reroute: 'الرفض',
    carbon: 'CO₂',
    stock: 'ندرة المخزون',
    slot: 'ندرة القدرة',
    wish: 'الرغبة',
    total: 'المجموع',
  },
  from: 'من',
  away: 'المسافة',
  nowhere: 'لا مكان',
  places: (count) =>
    n(count, {
      one: 'موقع واحد',
      two: 'موقعان',
      few: '# مواقع',
      many: '# موقعًا',
      other: '# موقع',
    }),
}
