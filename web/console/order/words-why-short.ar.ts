import { pluralsOf } from '../../lib/plural.ts'
import type { WhyShortWords } from './words-why-short.en.ts'

const n = pluralsOf('ar')

export const words: WhyShortWords = {
  titleWaiting: 'لماذا ينتظر؟',
  titleWaited: 'لماذا انتظر؟',
  titleCancelled: 'لماذا أُلغي؟',
  nobody: 'لم يكن لدى أي موقع شيء منها',
  nobodyCould: 'لم يستطع أي موقع إرسال شيء منها',
  allUnfilled: 'كان إرسال المتوفر أغلى من تركه',
  waits: (goods) => `بانتظار المخزون: ${goods}`,
  waitsMore: 'عند وصول البضاعة تُلبّى الطلبات ذات الأولوية الأعلى أولًا، ثم الأقدم.',
  waitsToPass: (goods) => `ينتظر: ${goods}`,
  waitsToPassMore: 'هذا يزول من تلقاء نفسه، ثم يُتخذ القرار من جديد.',
  waitsElseCancelled: 'هذا يزول من تلقاء نفسه، ثم يُرسل، أو يُلغى إن لم يستطع أي موقع إرساله.',
  wasShort: (goods) => `كان ناقصًا: ${goods}`,
  cancelled: (goods) => `أُلغي: ${goods}`,
  had: (reason, places) =>
    `${reason}: ${n(places, {
      one: 'موقع واحد كان لديه شيء منها.',
      two: 'موقعان كان لديهما شيء منها.',
      few: '# مواقع كان لديها شيء منها.',
      many: '# موقعًا كان لديها شيء منها.',
      other: '# موقع كان لديها شيء منها.',
    })}`,
  lacking: {
    no_stock: 'لم يكن لدى أي موقع.',
    too_dear: 'كان إرساله أغلى من تركه.',
    limits: 'لم تستطع القاعدة إرساله ضمن حدودها.',
    kept_back: 'ما توفر منه كان محجوزًا.',
    no_room: 'حيث كان لا متسع في أي يوم: السعة اليومية 0.',
  },
  elsewhere: 'لم يكن متوفرًا هناك.',
  whyLeft: (reason) => `حيث كان: ${reason}.`,
}
