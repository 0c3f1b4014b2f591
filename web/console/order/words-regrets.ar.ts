import { pluralsOf } from '../../lib/plural.ts'
import type { RegretWords } from './words-regrets.en.ts'

const n = pluralsOf('ar')

export const words: RegretWords = {
  terms: (difference, terms) => `${difference}: ${terms}`,
  besides: (places, difference) => `مع ${places} ${difference}`,
  unfilled: (cost) => `ما لم يُرسل ${cost}`,
  fewer: (goods) => `دون ${goods}`,
  never: 'لا شيء مما تسمح به القاعدة يشمله',
  atMost: 'لم يعد كل ما رآه القرار معروفًا: ربما كلّف موقع مع مواقع أخرى أقل من ذلك.',
  left: (places) =>
    n(places, {
      zero: 'جُرّبت كل المواقع مع غيرها.',
      one: 'لم يُجرَّب موقع واحد آخر مع غيره.',
      two: 'لم يُجرَّب موقعان آخران مع غيرهما.',
      few: 'لم تُجرَّب # مواقع أخرى مع غيرها.',
      many: 'لم يُجرَّب # موقعًا آخر مع غيره.',
      other: 'لم يُجرَّب # موقع آخر مع غيره.',
    }),
}
