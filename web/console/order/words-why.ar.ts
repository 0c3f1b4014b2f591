import { pluralsOf } from '../../lib/plural.ts'
import { words as capacity } from '../locations/words-capacity.ar.ts'
import { words as flips } from './words-flips.ar.ts'
import { words as regrets } from './words-regrets.ar.ts'
import { words as uncarried } from './words-uncarried.ar.ts'
import { words as short } from './words-why-short.ar.ts'
import { words as byRule } from './words-why-rule.ar.ts'
import type { WhyWords } from './words-why.en.ts'

const n = pluralsOf('ar')

export const words: WhyWords = {
  ...short,
  title: (places) => `لماذا ${places}؟`,
  titleMany: (places) =>
    n(places, {
      one: 'لماذا هذا الموقع؟',
      two: 'لماذا هذان الموقعان؟',
      few: 'لماذا هذه المواقع الـ#؟',
      many: 'لماذا هذه المواقع الـ#؟',
      other: 'لماذا هذه المواقع الـ#؟',
    }),
  collects: (place) => `يستلم العميل من ${place}`,
  collectsMore: 'لذلك تأتي البضاعة من هناك مهما توفر في المواقع الأخرى.',
  stockThere: 'كانت البضاعة متوفرة هناك',
  uncarried,
  onlyOne: (place, cost) => `كانت لدى ${place} فقط: ${cost}`,
  byHand: (place, cost) => `اختار موظف ${place}: ${cost}`,
  before: (places) => `كانت تأتي قبل ذلك من ${places}.`,
  cheapestWas: (places, cost) => `كان الأرخص ${places}: ${cost}`,
  improved: (cost) => `نُقلت قبل التسليم للتجهيز: وُفّر ${cost}`,
  improvedWith: (others) =>
    n(others, {
      zero: 'دون توصيلات أخرى.',
      one: 'مع توصيلة أخرى نُقلت معها.',
      two: 'مع توصيلتين أخريين نُقلتا معها.',
      few: 'مع # توصيلات أخرى نُقلت معها.',
      many: 'مع # توصيلة أخرى نُقلت معها.',
      other: 'مع # توصيلة أخرى نُقلت معها.',
    }),
  thatIsLess: (cost) => `أي أقل بمقدار ${cost}.`,
  nobodyHadAll: (isShort) =>
    isShort ? 'لم يكن لدى موقع واحد كل المتوفر' : 'لم يكن لدى موقع واحد الكمية كلها',
  nobodyHadRoom: (isShort) =>
    isShort
      ? 'لم يكن لدى موقع واحد كل المتوفر ومتسع له'
      : 'لم يكن لدى موقع واحد الكمية كلها ومتسع لها',
  hadSome: (places) =>
    n(places, {
      one: 'كان لدى موقع واحد جزء منها، فلزم تقسيمها.',
      two: 'كان لدى موقعين جزء منها، فلزم تقسيمها.',
      few: 'كان لدى # مواقع جزء منها، فلزم تقسيمها.',
      many: 'كان لدى # موقعًا جزء منها، فلزم تقسيمها.',
      other: 'كان لدى # موقع جزء منها، فلزم تقسيمها.',
    }),
  hadTooFew: (places) =>
    n(places, {
      one: 'كان لدى موقع واحد أقل من المطلوب، فلزم تقسيمها.',
      two: 'كان لدى موقعين أقل من المطلوب، فلزم تقسيمها.',
      few: 'كان لدى # مواقع أقل من المطلوب، فلزم تقسيمها.',
      many: 'كان لدى # موقعًا أقل من المطلوب، فلزم تقسيمها.',
      other: 'كان لدى # موقع أقل من المطلوب، فلزم تقسيمها.',
    }),
  hadAll: (places, isShort) => {
    const all = isShort ? 'كل المتوفر' : 'الكمية كلها'
    return n(places, {
      one: `كان لدى موقع واحد ${all}`,
      two: `كان لدى موقعين ${all}`,
      few: `كان لدى # مواقع ${all}`,
      many: `كان لدى # موقعًا ${all}`,
      other: `كان لدى # موقع ${all}`,
    })
  },
  hadPart: (places) =>
    n(places, {
      one: 'ولدى موقع آخر جزء منها فقط.',
      two: 'ولدى موقعين آخرين جزء منها فقط.',
      few: 'ولدى # مواقع أخرى جزء منها فقط.',
      many: 'ولدى # موقعًا آخر جزء منها فقط.',
      other: 'ولدى # موقع آخر جزء منها فقط.',
    }),
  cheapest: (place, cost) => `${place} هو الأرخص: ${cost}`,
  taken: (place, cost) => `اختير ${place}: ${cost}`,
  parcelsCheapest: (parcels, cost, isRuled) =>
    `${parcelsText(parcels)} هي الأرخص${isRuled ? ' ضمن القاعدة' : ''}: ${cost} معًا`,
  parcelsChosen: (parcels, cost) => `اختير ${parcelsText(parcels)}: ${cost} معًا`,
  parcelsNeeded: (parcels, cost) => `لزم ${parcelsText(parcels)}: ${cost} معًا`,
  parcel: ({ place, away, goods, cost, terms }) => {
    const far = away === undefined ? '' : ` (على بعد ${away})`
    return `يرسل ${place}${far} ${goods} مقابل ${cost}: ${terms}.`
  },
  terms: {
    freight: (cost) => `الشحن ${cost}`,
    handling: (cost) => `التجهيز ${cost}`,
    parcel: (cost) => `الطرد ${cost}`,
    late: (cost) => `احتمال التأخر ${cost}`,
    speed: (cost) => `الأيام حتى الوصول ${cost}`,
    reroute: (cost) => `احتمال الرفض ${cost}`,
    carbon: (cost) => `ثاني أكسيد الكربون ${cost}`,
    stock: (cost) => `ندرة المخزون ${cost}`,
    slot: (cost) => `ندرة القدرة ${cost}`,
    wish: (cost) => `تفضيل القاعدة ${cost}`,
    free: 'بلا تكلفة',
    alone: (terms) => `التفصيل: ${terms}.`,
    away: (distance, terms) => `على بعد ${distance}: ${terms}.`,
  },
  carried: (of) => {
    const days =
      of.days === null
        ? ''
        : n(of.days, {
            zero: '، في اليوم نفسه',
            one: '، يوم عمل واحد',
            two: '، يوما عمل',
            few: '، # أيام عمل',
            many: '، # يوم عمل',
            other: '، # يوم عمل',
          })
    const band = of.band === null ? of.weight : `${of.weight}، حتى ${of.band}`
    const parcels =
      of.parcels === 1
        ? ''
        : n(of.parcels, {
            zero: '، تُحسب # طرود',
            one: '، تُحسب طردًا واحدًا',
            two: '، تُحسب طردين',
            few: '، تُحسب # طرود',
            many: '، تُحسب # طردًا',
            other: '، تُحسب # طرد',
          })
    const by = `بخدمة ${of.service} من ${of.carrier}، قائمة الأسعار ${of.card}، المنطقة ${of.zone}`
    return `${by}: ${band}${parcels}${days}.`
  },
  sources: {
    ready: (moment) => `جاهز ${moment}.`,
    collected: (moment) => `يُستلم من الموقع ${moment}.`,
    arrives: (moment, day) => `يُستلم من الموقع ${moment} ويصل ${day}.`,
    late: (day, percent) => `مطلوب حتى ${day}: كان احتمال التأخر ${percent}%.`,
    days: (days) =>
      n(days, {
        zero: 'لم يُذكر يوم: يصل في اليوم نفسه ولا تُحسب أيام.',
        one: 'لم يُذكر يوم: يُحسب يوم واحد حتى الوصول.',
        two: 'لم يُذكر يوم: يُحسب يومان حتى الوصول.',
        few: 'لم يُذكر يوم: تُحسب # أيام حتى الوصول.',
        many: 'لم يُذكر يوم: يُحسب # يومًا حتى الوصول.',
        other: 'لم يُذكر يوم: يُحسب # يوم حتى الوصول.',
      }),
    unknown: (days) =>
      n(days, {
        zero: 'موعد الوصول غير معروف: لا تُحسب أيام.',
        one: 'موعد الوصول غير معروف: يُحسب يومًا واحدًا.',
        two: 'موعد الوصول غير معروف: يُحسب يومين.',
        few: 'موعد الوصول غير معروف: يُحسب # أيام.',
        many: 'موعد الوصول غير معروف: يُحسب # يومًا.',
        other: 'موعد الوصول غير معروف: يُحسب # يوم.',
      }),
    declines: (declined, given, percent) =>
      `من الطلبات المسندة إليه مؤخرًا (${given}) رُفض ${declined}: حُسب الاحتمال ${percent}%.`,
    co2e: (grams) => `نحو ${grams} غ من مكافئ ثاني أكسيد الكربون.`,
    worth: {
      stock: (layer, when) => `بعضها شحيح ويُحسب بما قد تخسره الطلبات اللاحقة: ${layer}، ${when}.`,
      slot: (layer, when) =>
        `القدرة هناك شحيحة وتُحسب بما قد تخسره الطلبات اللاحقة: ${layer}، ${when}.`,
      both: (layer, when) =>
        `بعضها والقدرة هناك شحيحان ويُحسبان بما قد تخسره الطلبات اللاحقة: ${layer}، ${when}.`,
    },
    layers: {
      P1: 'وفق مبيعات المتاجر',
      P2: 'كل صنف على حدة',
      P3: 'كل الأصناف وقدرة المواقع معًا',
    },
    before: (age) => `حُسب قبل ذلك بـ${age}`,
    asOf: (moment) => `كما كان ${moment}`,
  },
  unfilled: (goods) => `تُرك لارتفاع تكلفته: ${goods}`,
  unfilledMore: (cost) =>
    `كانت البضاعة متوفرة. تحسب الخطة ${cost} لتركها، وهو أقل من تكلفة إرسالها.`,
  comma: '، ',
  underOneKm: 'أقل من كيلومتر',
  noCheaper: 'لم توجد طريقة أرخص',
  weighed: (places) =>
    n(places, {
      one: 'قورن الموقع الوحيد.',
      two: 'قورنت كل تركيبات الموقعين.',
      few: 'قورنت كل تركيبات # مواقع.',
      many: 'قورنت كل تركيبات # موقعًا.',
      other: 'قورنت كل تركيبات # موقع.',
    }),
  tooMany: 'كانت التركيبات أكثر من أن تُقارن كلها.',
  priority: 'تأخذ القناة مواقعها بترتيب ثابت.',
  nearest: 'تأخذ القناة الموقع الأقرب أولًا.',
  byRule: 'هذه قاعدة القناة',
  notProven: 'ربما كانت طريقة أخرى أرخص',
  notEveryWay: 'حيث كان متسع اليوم قليلًا لم تُقارن كل طرق استعماله.',
  atMost: (cost) => `أكثر من أرخص طريقة بما لا يتجاوز ${cost}`,
  next: (place, difference) => `التالي كان ${place}: ${difference}.`,
  nextWere: (places, difference) => `التالي كان ${places} معًا: ${difference}.`,
  aloneWouldBe: (place, difference) => `لو أُرسل من ${place} وحده: ${difference}.`,
  same: 'التكلفة نفسها',
  more: (cost) => `أغلى بمقدار ${cost}`,
  less: (cost) => `أرخص بمقدار ${cost}`,
  lacks: (name) => `لا يوجد ${name}`,
  hadTooFewAlone: 'الكمية غير كافية',
  hadNoRoom: 'لا متسع للكمية كلها',
  andMore: (places) =>
    n(places, {
      one: 'موقع آخر',
      two: 'موقعان آخران',
      few: '# مواقع أخرى',
      many: '# موقعًا آخر',
      other: '# موقع آخر',
    }),
  heldBack: (places) => `لم يُعرض جزء من المخزون لأن أرقامه متأخرة: ${places}.`,
  fullDay: (place, used, most) => `لم يتسع ${place} لكل ذلك: حُجز ${used} من ${most} في ذلك اليوم.`,
  mostOf: capacity.mostOf,
  leftOut: (reason, places) => `${reason}: ${places}.`,
  barredBy: (reason, rules) =>
    rules.length === 0 ? reason : `${reason} (${rules.map((rule) => `«${rule}»`).join('، ')})`,
  unitsAt: (goods, place) => `${goods} في ${place}`,
  safetyStock: (rule, kept) => `مخزون أمان بحسب «${rule}» لم يُعرض: ${kept}.`,
  setAside: (rule, kept) => `مخصّص لقنوات أخرى بحسب «${rule}» ولم يُعرض: ${kept}.`,
  lastUnits: (rule, goods) => `تحتفظ القناة بآخر الوحدات بحسب «${rule}»: ${goods}.`,
  reasonOther: 'مستبعد',
  flips,
  regrets,
  routingRule: byRule,
  reasons: {
    ...byRule.reasons,
    not_in_pool: 'لا تبيع منه هذه القناة',
    location_archived: 'مغلق نهائيًا',
    location_paused: 'متوقف مؤقتًا',
    does_not_ship: 'لا يرسل طرودًا',
    no_pickup: 'لا استلام منه',
    not_the_pickup_location: 'ليس مكان استلام العميل',
    no_freight: 'لا شحن منه',
    not_collected: 'لا خدمة تستلم من هناك',
    not_reached: 'خارج نطاق كل خدمة تستلم من هناك',
    declined: 'رفض هذا الطلب من قبل',
    sku_paused: 'لا يُباع هناك حاليًا',
    not_sold_now: 'لا تبيع منه هذه القناة الآن',
    not_eligible: 'لا يُرسل من هناك بهذه الطريقة',
    not_found_there: 'لم يُعثر عليه هناك من قبل',
    nothing_along: 'ليس لديه ما يُرفق معه',
    too_large: 'كبير أو ثقيل على كل خدمة هناك',
    at_capacity: 'لا متسع في ذلك اليوم',
    no_stock: 'نفد المخزون',
  },
  compare: (places) =>
    n(places, {
      one: 'عرض موقع واحد',
      two: 'مقارنة موقعين',
      few: 'مقارنة # مواقع',
      many: 'مقارنة # موقعًا',
      other: 'مقارنة # موقع',
    }),
  table: { place: 'الموقع', away: 'المسافة', cost: 'الكل من هناك', outcome: 'النتيجة' },
  chosen: 'المختار',
  rest: (places) =>
    n(places, {
      one: 'وموقع آخر.',
      two: 'وموقعان آخران.',
      few: 'و# مواقع أخرى.',
      many: 'و# موقعًا آخر.',
      other: 'و# موقع آخر.',
    }),
  earlier: (count) =>
    n(count, {
      one: 'قرار سابق',
      two: 'قراران سابقان',
      few: '# قرارات سابقة',
      many: '# قرارًا سابقًا',
      other: '# قرار سابق',
    }),
  undecided: 'لم يُقرَّر شيء بعد.',
  decided: (moment, cause) => `تقرر ${moment}${cause}.`,
  causes: {
    placed: '، عند ورود الطلب',
    expected_changed: '، لأن البضاعة تصل على غير ما أُعلن',
    promised: '، قبل وصول البضاعة',
    stock_arrived: '، عند وصول البضاعة',
    re_routed: '، عندما تعذر الإرسال من موقع',
    looked_again: '، عند النظر فيه من جديد',
    improved: '، قبل التسليم للتجهيز',
    by_hand: '، بيد موظف',
    uncovered: '، لأن الموجود أقل من المسجل',
    place_closed: '، لأن موقعًا أُغلق',
    not_accepted: '، لأن موقعًا لم يقبله في الوقت',
    other: '',
  },
}

function parcelsText(parcels: number): string {
  return n(parcels, {
    one: 'طرد واحد',
    two: 'طردان',
    few: '# طرود',
    many: '# طردًا',
    other: '# طرد',
  })
}
