import { pluralsOf } from '../../lib/plural.ts'
import type { ToldWords } from './words-told.en.ts'

const n = pluralsOf('ar')

export const words: ToldWords = {
  'order.placed': 'ورد الطلب',
  'order.allocated': (reserved) => `توفر المخزون: ${reserved}`,
  arrived: (goods) => `وصل ${goods}`,
  expectedNow: (goods, day) => `${goods} متوقع الآن يوم ${day}`,
  fromStock: (goods, place) => `${goods} يأتي الآن من المخزون في ${place}`,
  comesLate: (goods, day) => `تأخر: لن يصل ${goods} قبل ${day}`,
  overdue: (goods) => `تأخر: لم يصل ${goods} في اليوم المتوقع`,
  comesNot: (goods) => `لن يصل ${goods} كما وُعد: لا شيء في الطريق`,
  'order.rerouted': (from, to, reason) =>
    `نُقل من ${from} إلى ${to}${reason === null ? '' : `: ${reason}`}`,
  'order.improved': (from, to, saved) => `نُقل قبل التسليم من ${from} إلى ${to}: وُفّر ${saved}`,
  madeRoom: (from, to, saved) =>
    `أفسح المجال لطلبات أخرى: من ${to} بدلًا من ${from}، ووُفّر معًا ${saved}`,
  gaveWay: (goods, from, to) => `نُقل ${goods} إلى ${to}: المخزون في ${from} أقل من المسجل`,
  leftClosed: (from, to, reason) =>
    `نُقل إلى ${to}: ${from} مغلق${reason === null ? '' : ` (${reason})`}`,
  'order.cancelled': (goods, reason) =>
    `${goods === undefined ? 'أُلغي الطلب' : `أُلغي ${goods}`}: ${reason}`,
  cancelledNowhere: (goods) => `أُلغي ${goods}: لم يستطع أي موقع تلبيته، والقاعدة تُلغي ذلك`,
  cancelledFor: {
    no_stock: (goods) => `أُلغي ${goods}: لم يكن لدى أي موقع، والقاعدة تُلغي ذلك`,
    no_service: (goods) => `أُلغي ${goods}: لا خدمة توصله من حيث هو، والقاعدة تُلغي ذلك`,
    too_dear: (goods) => `أُلغي ${goods}: إرساله أغلى من تركه، والقاعدة تُلغي ذلك`,
    not_allowed: (goods) => `أُلغي ${goods}: لا يجوز الإرسال من أي موقع لديه، والقاعدة تُلغي ذلك`,
  },
  'order.cancellation_requested': (goods, reason) => `طُلبت إعادة ${goods}: ${reason}`,
  'order.hold_placed': (cause) => `أُوقف مؤقتًا: ${cause}`,
  'order.hold_released': (cause) => ['رُفع الإيقاف', cause].filter(Boolean).join(': '),
  prioritised: (priority) =>
    `الأولوية الآن ${{ low: 'منخفضة', normal: 'عادية', high: 'عالية' }[priority]}`,
  tagged: (tags) => `وُسم الطلب: ${tags}`,
  untagged: (tags) => `أُزيل الوسم: ${tags}`,
  'fulfilment.released': (places) => `سُلّم العمل إلى ${places}`,
  'fulfilment.delayed': (places) => `متأخر: كان يجب أن يغادر ${places} الآن`,
  'fulfilment.accepted': (place) => `قبله ${place}`,
  'fulfilment.declined': (place, goods, reason) => `تعذر على ${place} إرسال ${goods}: ${reason}`,
  'fulfilment.picked': (goods, place) => `جُمع ${goods} في ${place}`,
  'fulfilment.short_picked': (goods, place) => `لم يُعثر على ${goods} في ${place}`,
  'fulfilment.packed': (goods, place) => `عُبّئ ${goods} في ${place}`,
  'fulfilment.shipped': (goods, place, tracking) =>
    `أُرسل ${goods} من ${place}${tracking === null ? '' : `، رقم التتبع ${tracking}`}`,
  'fulfilment.delivered': (place) => `وصل الطرد القادم من ${place}`,
  'fulfilment.cancelled': (goods, reason) => `أُلغي ${goods}: ${reason}`,
  'fulfilment.cancellation_declined': (goods) => `فات أوان إلغاء ${goods}: تمت تعبئته`,
  handedOver: (goods, place) => `سُلّم ${goods} للعميل في ${place}`,
  reserved: (goods, place) => `حُجز ${goods} في ${place}`,
  moreGoods: (count) =>
    n(count, {
      one: 'وصنف آخر',
      two: 'وصنفان آخران',
      few: 'و# أصناف أخرى',
      many: 'و# صنفًا آخر',
      other: 'و# صنف آخر',
    }),
  line: (no) => `البند ${no}`,
  everything: 'الكل',
  somebody: 'شخص أو تطبيق متصل',
  you: 'أنت',
  systems: {
    orders: 'Tutti',
    allocation: 'Tutti، عند وصول البضاعة',
    release: 'Tutti، حسب قاعدة القناة',
    cancellations: 'Tutti',
    'parked facts': 'أُبلغ من الخارج',
    'late work': 'Tutti، بعد انقضاء الوقت',
    promises: 'Tutti، لأن البضاعة تصل على غير ما أُعلن',
    'uncovered stock': 'Tutti، لأن الموجود أقل من الموعود',
    demo: 'عرض تجريبي',
    history: 'من السجل السابق',
    import: 'استيراد',
    anyone: 'دون تسجيل دخول',
  },
}
