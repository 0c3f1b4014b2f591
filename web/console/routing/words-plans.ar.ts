import { pluralsOf } from '../../lib/plural.ts'
import type { PlanWords } from './words-plans.en.ts'

const n = pluralsOf('ar')

export const words: PlanWords = {
  says:
    'القواعد تحدد المسموح. ومن بين ما يبقى تقرر خطة القناة: ما يكلف الأقل بهذه الأرقام. ' +
    'تسري التغييرات على الطلبات من الآن.',
  none: 'لا خطة بعد: هذا ما يسري حتى تكون هناك خطة.',
  since: (version, when) => `الإصدار ${version} منذ ${when}`,
  versions: 'الإصدارات',
  versionsOf: (name) => `إصدارات الخطة: ${name}`,
  take: 'اعتمدها من جديد',
  first: 'أول خطة للقناة.',
  sameInWords: 'لا تختلف فيما يُعرض هنا.',
  taken: (version) =>
    `مُلئ بما قالته النسخة ${version}. وما لا يسأل عنه هذا النموذج يبقى كما هو الآن.`,
  strategy: 'تقرر حسب',
  carriage: 'الشحن',
  byCards: 'حسب جداول أسعار شركات الشحن',
  byServices: (services) => `حسب جداول أسعار ${services}`,
  byTable: 'حسب جدول للمناطق والأوزان',
  byZones: 'حسب بلدان الانطلاق والوصول',
  byDistance: (parcel, kilo, far, kiloFar) =>
    `حسب المسافة: ${parcel} للطرد، ${kilo} للكيلوغرام، ${far} لكل 100 كم، ` +
    `${kiloFar} للكيلوغرام لكل 100 كم`,
  packaging: 'التغليف',
  boxWeighs: (weight) => `${weight} للطرد`,
  boxAir: (percent) => `${percent} هواء في الحجم`,
  packings: {
    gramsPerParcel: 'تغليف الطرد بالغرام',
    airPercent: 'الهواء في الصندوق، % من حجم محتواه',
  },
  packingHints: {
    gramsPerParcel: 'الصندوق والحشو، مرة لكل طرد.',
    airPercent: 'حيث يحسب جدول الأسعار الحجم.',
  },
  nothing: 'لا يُحسب',
  notCounted: 'لا يُحسب',
  coolOff: 'بعد الرفض',
  hours: (hours) =>
    n(hours, {
      zero: 'يُسأل من جديد فورًا',
      one: 'لا يُسأل من جديد لمدة ساعة واحدة',
      two: 'لا يُسأل من جديد لمدة ساعتين',
      few: 'لا يُسأل من جديد لمدة # ساعات',
      many: 'لا يُسأل من جديد لمدة # ساعة',
      other: 'لا يُسأل من جديد لمدة # ساعة',
    }),
  coolOffHours: 'ساعات حتى يُسأل الموقع من جديد',
  improving: 'قبل الإطلاق',
  moves: (saving, times) =>
    n(times, {
      zero: `تُنقل إذا وفّر ذلك ${saving}، بلا أي مرة`,
      one: `تُنقل إذا وفّر ذلك ${saving}، مرة واحدة`,
      two: `تُنقل إذا وفّر ذلك ${saving}، مرتين على الأكثر`,
      few: `تُنقل إذا وفّر ذلك ${saving}، # مرات على الأكثر`,
      many: `تُنقل إذا وفّر ذلك ${saving}، # مرة على الأكثر`,
      other: `تُنقل إذا وفّر ذلك ${saving}، # مرة على الأكثر`,
    }),
  stays: 'تبقى حيث تقرر',
  prices: 'أسعار المخزون الشحيح',
  pricesOn: (ahead) => `مفعّلة؛ ${ahead}`,
  ahead: (days, percent) =>
    n(days, {
      zero: `بلا أيام مقبلة، ${percent} خسارة مع كل بيع فائت`,
      one: `يوم مقبل واحد، ${percent} خسارة مع كل بيع فائت`,
      two: `يومان مقبلان، ${percent} خسارة مع كل بيع فائت`,
      few: `# أيام مقبلة، ${percent} خسارة مع كل بيع فائت`,
      many: `# يوماً مقبلاً، ${percent} خسارة مع كل بيع فائت`,
      other: `# يوم مقبل، ${percent} خسارة مع كل بيع فائت`,
    }),
  aheadTogether: (ahead) => `${ahead}؛ كل الأصناف وقدرة المواقع معاً`,
  pricesOff: 'معطّلة',
  change: 'تعديل',
  changeOf: (channel) => `تعديل ما يُحسب للقناة ${channel}`,
  title: (channel) => `ما يُحسب للقناة ${channel}`,
  dialogSays: (currency) => `المبالغ بعملة ${currency}؛ وما يُترك فارغاً لا يُحسب. يُنشر فوراً.`,
  publish: 'نشر',
  done: 'تسري الخطة من الآن.',
  carriages: {
    cards: 'حسب جداول أسعار شركات الشحن',
    distance: 'حسب المسافة',
    kept: 'كما هي',
  },
  keptHint: 'يُعدّل الجدول أو المناطق عبر واجهة API.',
  rates: {
    base: 'الطرد',
    perKg: 'كل كيلوغرام',
    perKm: 'كل 100 كم',
    perKgKm: 'كل كيلوغرام لكل 100 كم',
    otherBase: 'طرد لا تُعرف مسافته',
    otherPerKg: 'كل كيلوغرام منه',
  },
  improve: 'قد تُنقل التسليمات حتى إطلاقها',
  improveHint: 'يُنظر في عدة تسليمات معاً من حين لآخر؛ ولا تُنقل أبداً إلى يوم أبعد.',
  leastSaving: 'يوفر النقل على الأقل',
  mostMoves: 'مرات النقل على الأكثر',
  price: 'تُحسب القطع الأخيرة بما تساويه للطلبات اللاحقة',
  priceHint: 'فقط بعد أن تُظهر محاكاة لهذه الخطة أن ذلك مجدٍ.',
  toSimulator: 'فتح المحاكي',
  days: 'الأيام حتى التوريد التالي',
  marginPercent: 'خسارة البيع الفائت، % من سعره',
  marginHint: 'للأصناف التي لا تذكر هامش ربح خاصًا بها.',
  together: 'كل الأصناف وقدرة المواقع معاً',
  togetherHint:
    'للطلبات ذات البنود المتعددة، وحيث لا تستوعب المواقع إلا طلبات قليلة في اليوم. تحتاج إلى ' +
    'محاكاة خاصة بها.',
  faults: {
    none: 'رقم، 0 أو أكثر.',
    whole: 'رقم صحيح، 1 أو أكثر.',
    percent: 'من 0 إلى 100.',
    gramsPerParcel: 'غرامات صحيحة، من 0 إلى 100000.',
    airPercent: 'رقم صحيح، من 0 إلى 1000.',
    beside: 'لا تُحتسب إلا مع مبلغ الوحدة التي لا تُلبى: أدخله، 0 على الأقل.',
    cards: 'جداول الأسعار وحدها تعرف متى يصل الطرد: اخترها أو اترك هذا فارغاً.',
  },
}
