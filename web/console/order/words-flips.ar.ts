import { pluralsOf } from '../../lib/plural.ts'
import type { FlipWords } from './words-flips.en.ts'

const n = pluralsOf('ar')

export const words: FlipWords = {
  title: 'ما الذي كان سيغيّره؟',
  none: 'لا رقم واحدًا بقدر ما يُعرف.',
  chosen: (places, change) => `كان سيُختار ${places} لو ${change}.`,
  parcelLess: (place, cost) => `قلّت تكلفة الطرد من ${place} بمقدار ${cost}`,
  unitLess: (place, cost) => `قلّت تكلفة كل وحدة من ${place} بمقدار ${cost}`,
  parcelMore: (place, cost) => `زادت تكلفة الطرد من ${place} بمقدار ${cost}`,
  stockMore: (place, goods) => `كان لدى ${place} زيادة ${goods}`,
  distance: (km) => `بلغ مدى القاعدة ${km}`,
  exact: 'جُرّب كل منها على ما رآه القرار، وأي أقل من ذلك لا يغيّر شيئًا.',
  atMost: 'لم يعد كل ما رآه القرار معروفًا: ربما كفى ما هو أقل.',
  left: (places) =>
    n(places, {
      zero: 'نُظر في كل المواقع.',
      one: 'لم يُنظر في موقع واحد آخر.',
      two: 'لم يُنظر في موقعين آخرين.',
      few: 'لم يُنظر في # مواقع أخرى.',
      many: 'لم يُنظر في # موقعًا آخر.',
      other: 'لم يُنظر في # موقع آخر.',
    }),
  exchange: 'كأرقام لبرامج حل أخرى',
}
