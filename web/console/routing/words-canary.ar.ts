import { pluralsOf } from '../../lib/plural.ts'
import type { CanaryWords } from './words-canary.en.ts'

const n = pluralsOf('ar')

export const words: CanaryWords = {
  title: 'تجربة على جزء من الطلبات',
  says: (version, share, control) =>
    `الإصدار ${version} يقرر ${share} من الطلبات الجديدة، والإصدار ${control} يقرر غيرها.`,
  first: (version, share) =>
    `الإصدار ${version} يقرر ${share} من الطلبات الجديدة، وخطط القنوات تقرر غيرها.`,
  time: (from, until) =>
    `منذ ${from}. تنتهي من تلقاء نفسها متى تُجووز حدّ من حدودها، وأقصى موعد ${until}.`,
  channels: (names) => `طلبات ${names} فقط`,
  orders: (count) =>
    n(count, {
      zero: 'لا طلبات',
      one: 'طلب واحد',
      two: 'طلبان',
      few: '# طلبات',
      many: '# طلبًا',
      other: '# طلب',
    }),
  counted: (canary, control) => `${canary} في التجربة، و${control} خارجها`,
  waiting: (least) => `يُحكم عليها بعد ${least} من الطلبات في كل جانب.`,
  measure: 'المقياس',
  ofCanary: 'التجربة',
  ofControl: 'غيرها',
  difference: 'الفرق',
  between: (low, high) => `${low} إلى ${high}`,
  measures: {
    cost: 'تكلفة الطلب',
    parcels: 'طرود الطلب',
    unfilled: 'لم يُلبَّ',
    refused: 'طلبات مرفوضة',
    late: 'طرود متأخرة، متوقعة',
    declined: 'رفضها أحد المواقع',
    time: 'زمن القرار',
  },
  states: {
    off: 'لا يُحسب',
    waiting: 'الطلبات قليلة',
    open: 'غير مؤكد بعد',
    kept: 'لم يُتجاوز',
    broken: 'تُجووز',
  },
  most: {
    percent: (much) => `بزيادة ${much} % على الأكثر`,
    points: (much) =>
      n(much, {
        zero: 'بلا زيادة',
        one: 'بزيادة نقطة واحدة على الأكثر',
        two: 'بزيادة نقطتين على الأكثر',
        few: 'بزيادة # نقاط على الأكثر',
        many: 'بزيادة # نقطة على الأكثر',
        other: 'بزيادة # نقطة على الأكثر',
      }),
    ms: (much) => `بزيادة ${much} مللي ثانية على الأكثر`,
  },
  points: (value) => `${value} نقطة`,
  ms: (value) => `${value} مللي ثانية`,
  promote: 'اعتماد',
  promoteTitle: (version) => `اعتماد الإصدار ${version}`,
  promoteSays: 'يقرر كل الطلبات من الآن. وما تغيّره المسودة يُنقل إليه.',
  promoted: (version) => `الإصدار ${version} سارٍ`,
  back: 'سحب',
  backTitle: (version) => `سحب الإصدار ${version}`,
  backSays: 'لا يقرر أي طلب بعد الآن. ما قرره يبقى، ويمكن إرجاع قواعده إلى المسودة.',
  returned: (version) => `سُحب الإصدار ${version}`,
  runs: (version, share) =>
    `الإصدار ${version} قيد التجربة على ${share} من الطلبات. يمكن نشر المسودة بعد انتهائها.`,
  see: 'انظر كيف يسير',
  figures: 'الأرقام',
  figuresTitle: (version) => `تجربة الإصدار ${version}`,
  ended: {
    running: (share) => `تجربة على ${share} من الطلبات`,
    promoted: (share) => `اعتُمد بعد تجربة على ${share} من الطلبات`,
    by_hand: (share) => `سُحب بعد تجربة على ${share} من الطلبات`,
    guard: (share, measure) => `تجربة على ${share} من الطلبات انتهت من تلقاء نفسها: ${measure}`,
    error: (share) =>
      `تجربة على ${share} من الطلبات انتهت من تلقاء نفسها: وقع خطأ عند اتخاذ القرار`,
    until: (share) => `تجربة على ${share} من الطلبات لم يعتمدها أحد في مدتها`,
  },
  publish: {
    share: 'على جزء من الطلبات أولًا',
    says: 'هذه القواعد تقرر جزءًا من الطلبات الجديدة، والقواعد السارية تقرر غيرها. ما يتغير:',
    percent: 'نسبة الطلبات (%)',
    percentHint: 'الطلبات نفسها كلما تقررت من جديد. عشرة بداية جيدة.',
    percentFault: 'عدد من 0.1 إلى 99.9.',
    channel: 'طلبات',
    all: 'كل القنوات',
    days: 'أيام على الأكثر',
    daysHint: 'ثم تنتهي إن لم يعتمدها أحد.',
    daysFault: 'عدد من 1 إلى 90.',
    orders: 'طلبات قبل الحكم',
    ordersHint: 'في كل جانب.',
    ordersFault: 'عدد صحيح، 30 أو أكثر.',
    guards: 'الحدود: كم يجوز أن تكون أسوأ',
    guardsHint: 'متى تأكد أنها أسوأ من ذلك انتهت من تلقاء نفسها. ما يُترك فارغًا لا يُحسب.',
    guardFault: 'عدد، 0 أو أكثر.',
    names: {
      costPercent: 'تكلفة الطلب (%)',
      parcelsPercent: 'طرود الطلب (%)',
      unfilledPoints: 'لم يُلبَّ (نقاط)',
      refusedPoints: 'طلبات مرفوضة (نقاط)',
      latePoints: 'طرود متأخرة (نقاط)',
      declinedPoints: 'رفضتها المواقع (نقاط)',
      timeMs: 'زمن القرار (مللي ثانية)',
    },
    go: 'ابدأ',
    done: (version, share) => `الإصدار ${version} يقرر ${share} من الطلبات`,
  },
}
