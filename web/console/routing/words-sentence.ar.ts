import { pluralsOf } from '../../lib/plural.ts'
import { words as hazards } from '../skus/words-hazards.ar.ts'
import type { SentenceWords } from './words-sentence.en.ts'

const n = pluralsOf('ar')
const colon = (not: boolean) => (not ? ' ليس:' : ':')

export const words: SentenceWords = {
  forAny: 'من أجل',
  anyDelivery: 'أي توصيل',
  when: 'إذا كان',
  and: 'وكان',
  comma: '، ',
  separator: '؛',
  of: {
    channel: 'القناة',
    method: 'طريقة التسليم',
    country: 'البلد',
    region: 'المنطقة',
    weekday: 'اليوم',
    value: 'قيمة الطلب',
    units: 'عدد الوحدات',
    lines: 'عدد البنود',
    weight: 'الوزن',
    longest: 'أطول ضلع',
    customer: 'العميل',
    wanted_in: 'الوقت حتى اليوم المطلوب',
  },
  customers: { guest: 'زائر', registered: 'مسجّل', business: 'شركة' },
  orderTag: (values, not) => `الطلب ${not ? 'ليس بوسم' : 'بوسم'} ${values}`,
  anyOf: (all) => (all.length === 1 ? all[0]! : `يصح واحد على الأقل (${all.join('، أو ')})`),
  allOf: (all) => (all.length === 1 ? all[0]! : `(${all.join(' و')})`),
  hazardous: (classes) => (classes === '' ? 'من البضائع الخطرة' : `من البضائع الخطرة (${classes})`),
  hazards,
  customerTag: (values, not) => `العميل ${not ? 'ليس بوسم' : 'بوسم'} ${values}`,
  wantedOn: (from, until, not) => {
    const lead = `اليوم المطلوب${colon(not)}`
    if (until === undefined) return `${lead} ${from} أو بعده`
    return from === undefined ? `${lead} ${until} أو قبله` : `${lead} من ${from} إلى ${until}`
  },
  condition: (what, values, not) => `${what}${colon(not)} ${values}`,
  postcode: (values, not) => `الرمز البريدي ${not ? 'لا يبدأ' : 'يبدأ'} بـ ${values}`,
  hours: (from, until, not) => `الوقت${colon(not)} من ${from} إلى ${until}`,
  range: (what, from, below, not) => {
    const lead = `${what}${colon(not)}`
    if (below === undefined) return `${lead} ${from} أو أكثر`
    return from === undefined ? `${lead} أقل من ${below}` : `${lead} من ${from} إلى أقل من ${below}`
  },
  goods: {
    sku: (values) => values,
    category: (values) => `من فئة ${values}`,
    sku_tag: (values) => `بوسم ${values}`,
  },
  ofGoods: {
    any: (which, not) => `${not ? 'لا صنف' : 'أحد الأصناف'} ${which}`,
    all: (which, not) => `${not ? 'ليس كل صنف' : 'كل صنف'} ${which}`,
  },
  use: 'استخدم',
  thenUse: '، ثم',
  allPlaces: 'كل المواقع',
  anyPlace: 'أي موقع',
  places: 'مواقع',
  kinds: {
    store: 'المتاجر',
    dark_store: 'المتاجر بلا زبائن',
    pop_up: 'المتاجر المؤقتة',
    warehouse: 'المستودعات',
    distribution_centre: 'مراكز التوزيع',
    third_party: 'شركات الخدمات',
    supplier: 'المورّدون',
    marketplace_warehouse: 'مستودعات الأسواق الإلكترونية',
    locker: 'خزائن الاستلام',
    pickup_point: 'نقاط الاستلام',
  },
  placed: {
    kind: (name) => `من نوع ${name}`,
    group: (name) => `من مجموعة ${name}`,
    tag: (name) => `بوسم ${name}`,
    owner: (name) => `تتبع ${name}`,
    partner: (name) => `يديرها ${name}`,
    country: (name) => `في ${name}`,
    region: (name) => `في ${name}`,
  },
  except: (places, others) => `${places} ما عدا ${others}`,
  keeps: (units) => `مع إبقاء ${units} من كل صنف هناك`,
  opens: (amount) => `، وأيضًا إذا وفّر ذلك ${amount}`,
  leastLead: 'بـ',
  leastCost: 'أقل تكلفة',
  rankedLead: 'بالترتيب:',
  thenBy: '، ثم ',
  rankings: {
    priority: 'الأولوية في القناة',
    nearest: 'الأقرب',
    soonest: 'الأسرع وصولًا',
    most_stock: 'الأكثر مخزونًا',
    least_busy: 'الأقل انشغالًا',
  },
  completeFirst: '، والموقع الذي لديه الكل أولًا',
  never: (limits) => `؛ ولا يكون أبدًا ${limits}`,
  limits: {
    onTime: 'بعد اليوم المطلوب',
    sameDay: 'بعد اليوم نفسه',
    maxKm: (distance) => `أبعد من ${distance}`,
    sameCountry: 'من بلد آخر',
    closed: ({ places, weekdays, from, until, isYearly }) => {
      const which = weekdays === undefined ? '' : `يوم ${weekdays} `
      const place = `من ${places}`
      if (from === undefined) return `${which}${until === undefined ? '' : `حتى ${until} `}${place}`
      const between = from === until ? `في ${from}` : `بين ${from} و${until}`
      const dates = until === undefined ? `ابتداءً من ${from}` : between
      return `${which}${dates}${isYearly ? ' من كل عام' : ''} ${place}`
    },
    services: (names) => `بغير ${names}`,
    maxParcels: (parcels) =>
      n(parcels, {
        one: 'في أكثر من طرد واحد',
        two: 'في أكثر من طردين',
        few: 'في أكثر من # طرود',
        many: 'في أكثر من # طردًا',
        other: 'في أكثر من # طرد',
      }),
    wholeLines: 'صنفًا واحدًا من موقعين',
    shipComplete: 'جزءًا فقط',
    splitBelow: (amount) => `مقسّمًا تحت ${amount}`,
    splitBelowUnits: (units) =>
      n(units, {
        one: 'مقسّمًا تحت وحدة واحدة',
        two: 'مقسّمًا تحت وحدتين',
        few: 'مقسّمًا تحت # وحدات',
        many: 'مقسّمًا تحت # وحدة',
        other: 'مقسّمًا تحت # وحدة',
      }),
    perLine: (parcels) =>
      n(parcels, {
        one: 'صنفًا واحدًا في أكثر من طرد واحد',
        two: 'صنفًا واحدًا في أكثر من طردين',
        few: 'صنفًا واحدًا في أكثر من # طرود',
        many: 'صنفًا واحدًا في أكثر من # طردًا',
        other: 'صنفًا واحدًا في أكثر من # طرد',
      }),
    alone: (categories) => `${categories} في طرد واحد مع غيرها`,
    together: (categories) => `${categories} من عدة مواقع`,
  },
  counts: (amount, isLess) => `${amount} ${isLess ? 'أقل' : 'أكثر'}`,
  wishGoods: (categories, tags, skus) => {
    const kinds = [
      ...(categories === undefined ? [] : [`من فئة ${categories}`]),
      ...(tags === undefined ? [] : [`بوسم ${tags}`]),
      ...(skus === undefined ? [] : [`من ${skus}`]),
    ]
    return ['وحدة', kinds.join(' أو ')].filter(Boolean).join(' ')
  },
  wishParcel: (places, worth) => `يُحسب طرد من ${places} بـ ${worth}`,
  wishUnit: (goods, places, worth) => `تُحسب ${goods} من ${places} بـ ${worth}`,
  wishBusy: (places, amount) => {
    return `يُحسب طرد من ${places} بما يصل إلى ${amount} أكثر كلما زاد الانشغال هناك`
  },
  wishRank: (places, amount) => {
    return `يُحسب طرد من ${places} بـ ${amount} أكثر عن كل موقع يسبقه في القناة`
  },
  wishStock: (goods, places, amount, units) => {
    return `تُحسب ${goods} من ${places} بما يصل إلى ${amount} أكثر كلما قلّ ما هناك عن ${units}`
  },
  elseLead: '؛ وإلا',
  otherwise: {
    next_rule: 'اسأل القاعدة التالية',
    channel: 'كما تقول القناة',
    accept: 'دعه ينتظر المخزون',
    ask: 'اسأل شخصًا',
    refuse: 'ارفض الطلب',
    cancel: 'ألغِ ما لا يستطيع أي موقع تلبيته',
  },
  since: (day) => `من ${day}`,
  until: (day) => `حتى ${day}`,
}
