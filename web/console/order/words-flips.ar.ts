import { pluralsOf } from '../../lib/plural.ts'
import type { FlipWords } from './words-flips.en.ts'

const n = pluralsOf('ar')

export const words: FlipWords = {
  title: 'ما الذي كان سيغيّره؟',
  none: 'لا تغيير واحدًا بقدر ما يُعرف.',
  chosen: (places, change) => `كان سيُختار ${places} لو ${change}.`,
  parcelLess: (place, cost) => `قلّت تكلفة الطرد من ${place} بمقدار ${cost}`,
  unitLess: (place, cost) => `قلّت تكلفة كل وحدة من ${place} بمقدار ${cost}`,
  parcelMore: (place, cost) => `زادت تكلفة الطرد من ${place} بمقدار ${cost}`,
  stockMore: (place, goods) => `كان لدى ${place} زيادة ${goods}`,
  distance: (km) => `بلغ مدى القاعدة ${km}`,
  open: (place, day) => `لم تُغلق القاعدة ${place} يوم ${day}`,
  exact: 'جُرّب كل منها على ما رآه القرار، وأي أقل من ذلك لا يغيّر شيئًا.',
  atMost: 'لم يعد كل ما رآه القرار معروفًا: ربما كفى ما هو أقل.',
  noTime: 'لم يتّسع الوقت لتجربته: ربما كفى ما هو أقل. أعد السؤال بعد لحظة.',
  again: 'أعد السؤال',
  left: (changes) =>
    n(changes, {
      zero: 'جُرّبت كل التغييرات.',
      one: 'لم يُجرَّب تغيير واحد آخر.',
      two: 'لم يُجرَّب تغييران آخران.',
      few: 'لم تُجرَّب # تغييرات أخرى.',
      many: 'لم يُجرَّب # تغييرًا آخر.',
      other: 'لم يُجرَّب # تغيير آخر.',
    }),
  exchange: 'كأرقام لبرامج حل أخرى',
}
